"""Grading one submission: scores as otter's, outcomes as data, nothing of a submission breaks us."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from autograder.bundle import Bundle
from autograder.course import Limits
from autograder.errors import CourseError, EngineError
from autograder.grade import MAX_CELL_SHOWN, MAX_SHOWN, grade
from autograder.kernel import Kernels, open_kernels
from autograder.outcomes import Outcome, Result
from autograder.submissions import Submission
from tests.engine.making import bundle, notebook

Run = Callable[..., Result]

ADD = bundle(
    q1="""
    @test_case(points=1)
    def test_public(add):
        assert callable(add), "`add` is not a function yet."

    @test_case(points=2, hidden=True, failure_message="Think of 2 + 3.")
    def test_sum(add):
        import random
        a, b = random.random(), random.random()
        assert abs(add(a, b) - (a + b)) < 1e-9, "`add` does not add."
    """,
    q2="""
    @test_case(points=4)
    def test_x(x):
        assert x == 3, "`x` should be 3."
    """,
)


def verdicts(result: Result) -> dict[str, bool]:
    return {test.id: test.passed for test in result.tests}


def test_a_right_notebook_gets_all_points(run: Run) -> None:
    result = run(ADD, "import otter\ngrader = otter.Notebook('x')", "def add(a, b): return a + b", "x = 3")
    assert (result.outcome, result.score, result.points) == (Outcome.GRADED, 7.0, 7.0)
    assert result.events == ()
    assert Result.from_json(result.to_json()) == result


def test_a_wrong_answer_gets_its_message_and_the_rest_its_points(run: Run) -> None:
    result = run(ADD, "def add(a, b): return a - b", "x = 3")
    assert verdicts(result) == {"q1.test_public": True, "q1.test_sum": False, "q2.test_x": True}
    assert result.score == 5.0
    assert result.tests[1].message == "Think of 2 + 3. `add` does not add."


def test_a_missing_name_is_none(run: Run) -> None:
    result = run(ADD, "y = 1")
    assert result.score == 0.0
    assert result.tests[0].message == "`add` is not a function yet."


def test_all_or_nothing_is_otters_rule(run: Run) -> None:
    both = bundle(
        q1="""
        all_or_nothing = True
        @test_case(points=1)
        def test_a(x):
            assert x == 3
        @test_case(points=1)
        def test_b(x):
            assert x == 4
        """
    )
    assert run(both, "x = 3").questions[0].score == 0.0


def test_tests_run_where_the_notebook_checks_the_question_last(run: Run) -> None:
    cells = (
        "grader = __import__('otter').Notebook()",
        "x = 1\ngrader.check('q2')",
        "x = 3\ngrader.check('q2')",
        "x = 5",
    )
    assert verdicts(run(ADD, *cells))["q2.test_x"]


def test_a_cell_that_raises_is_noted_and_the_next_cells_run(run: Run) -> None:
    result = run(ADD, "1 / 0", "x = 3")
    assert result.outcome is Outcome.RAISED
    assert (result.events[0].cell, result.events[0].exception) == (1, "ZeroDivisionError")
    assert verdicts(result)["q2.test_x"]


def test_a_syntax_error_costs_its_own_cell_only(run: Run) -> None:
    result = run(ADD, "def add(a, b:\n  return", "x = 3")
    assert result.events[0].exception == "SyntaxError"
    assert result.score == 4.0


def test_an_endless_loop_is_stopped_and_what_was_there_is_judged(run: Run) -> None:
    result = run(ADD, "x = 3", "while True: pass", "def add(a, b): return a + b", cell_seconds=0.5)
    assert result.outcome is Outcome.TIMED_OUT
    assert "cell 2" in result.detail
    assert result.score == 7.0


def test_a_cell_that_ignores_the_interrupt_is_killed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.grade._GRACE_SECONDS", 0.3)
    stubborn = "import signal\nx = 3\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    result = run(ADD, stubborn, cell_seconds=0.5)
    assert result.outcome is Outcome.TIMED_OUT
    assert result.score == 0.0
    assert "kernel had ended" in result.tests[0].message


def test_the_whole_submission_is_limited_too(run: Run) -> None:
    cells = ["import time; time.sleep(0.3)"] * 9
    result = run(ADD, "x = 3", *cells, submission_seconds=0.8)
    assert result.outcome is Outcome.TIMED_OUT
    assert verdicts(result)["q2.test_x"]


def test_the_tests_together_are_limited_too(run: Run) -> None:
    case = "@test_case(points=1)\ndef test_{n}(f):\n    f()\n"
    endless = bundle(q1="".join(case.format(n=n) for n in range(8)))
    result = run(endless, "def f():\n    while True: pass", test_seconds=0.4, submission_seconds=1.0)
    messages = [test.message for test in result.tests]
    assert "longer than 0 s in this test" in messages[0]
    assert all("together took longer than 1 s" in message for message in messages[-3:])


@pytest.mark.parametrize(
    "end",
    ["import os; os._exit(0)", "import os; os.abort()", "import ctypes; ctypes.string_at(0)"],
)
def test_a_kernel_that_ends_is_an_outcome(run: Run, end: str) -> None:
    result = run(ADD, "x = 3\n__import__('otter').Notebook().check('q2')", end)
    assert result.outcome is Outcome.KILLED
    assert result.score == 4.0  # what was judged before stays


def test_system_exit_and_keyboard_interrupt_in_an_answer_fail_that_test_only(run: Run) -> None:
    result = run(ADD, "def add(a, b): raise SystemExit", "x = 3")
    assert result.score == 5.0
    assert "SystemExit" in result.tests[1].message


def test_memory_error_is_an_outcome_of_its_own(run: Run) -> None:
    assert run(ADD, "raise MemoryError").outcome is Outcome.OUT_OF_MEMORY


def test_an_answer_that_never_returns_is_stopped(run: Run) -> None:
    result = run(ADD, "def add(a, b):\n    while True: pass", "x = 3", test_seconds=0.5)
    assert "longer than" in result.tests[1].message
    assert result.score == 5.0


def test_the_students_exception_text_does_not_reach_the_student(run: Run) -> None:
    result = run(ADD, "def add(a, b): raise ValueError(f'hidden inputs {a} {b}')", "x = 3")
    assert "hidden inputs" not in result.tests[1].message
    assert "ValueError" in result.tests[1].message
    assert "hidden inputs" in result.tests[1].detail


def test_no_text_of_the_kernels_passes_after_the_first_hidden_test(run: Run) -> None:
    tests = bundle(
        q1="""
        @test_case(points=1, hidden=True)
        def test_name(name):
            assert name == "right", f"`name` is {name}, but should be another word."
        """,
        q2="""
        @test_case(points=1)
        def test_later(name):
            assert name == "right", f"`name` is {name}, but should be another word."
        """,
    )
    result = run(tests, "name = 'SECRET 0.123'")
    assert [t.message for t in result.tests] == ["`name` is …, but should be another word."] * 2


def test_a_test_that_stumbles_over_an_answers_type_says_so_plainly(run: Run) -> None:
    result = run(ADD, "def add(a, b): return 'text'", "x = 3")
    assert "check its type" in result.tests[1].message
    assert "Traceback" in result.tests[1].detail
    assert "Traceback" not in result.tests[1].message


def test_the_judges_inputs_are_fresh_but_repeat_with_the_seed(run: Run) -> None:
    tests = bundle(
        q1="""
        @test_case(points=1, hidden=True)
        def test_draw():
            import random
            import numpy as np
            import torch
            raise AssertionError(f"{random.random():.6f} {np.random.rand():.6f} {float(torch.rand(1)):.6f}")
        """
    )
    first, again, other = (run(tests, "x = 1", seed=seed).tests[0].message for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_only_the_questions_asked_for_are_judged(kernels: Kernels) -> None:
    submission = Submission("s", "s.ipynb", notebook("x = 3"))
    result = grade(submission, ADD, Limits(), kernels, questions=["q2"])
    assert [q.name for q in result.questions] == ["q2"]


UNREADABLE = {
    "empty": b"",
    "not JSON": b"hello",
    "JSON, not a notebook": b"[1, 2]",
    "no cells": b'{"nbformat": 4}',
    "cells of lies": json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": 7}).encode(),
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_notebook_is_unreadable_and_says_why(kernels: Kernels, raw: bytes) -> None:
    result = grade(Submission("s", "s.ipynb", raw), ADD, Limits(), kernels)
    assert (result.outcome, result.score, result.points) == (Outcome.UNREADABLE, 0.0, 7.0)
    assert "Open it in Jupyter" in result.detail


def test_a_version_3_notebook_and_lists_of_lines_are_read(kernels: Kernels) -> None:
    cell = {
        "cell_type": "code",
        "collapsed": False,
        "input": ["x = \n", "3"],
        "language": "python",
        "outputs": [],
    }
    cell["input"] = ["x = (\n", "3)"]
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": [cell], "metadata": {}}],
    }
    result = grade(Submission("s", "s.ipynb", json.dumps(old).encode()), ADD, Limits(), kernels)
    assert verdicts(result)["q2.test_x"]


def test_files_lie_beside_the_notebook_and_the_bundles_win(kernels: Kernels) -> None:
    tests = Bundle(ADD.lab, ADD.tests, {"data/a.txt": b"3"}, "d")
    files = {"data/a.txt": b"4", "extra.txt": b"ok", "../escape.txt": b"x"}
    cells = ("x = int(open('data/a.txt').read())", "assert open('extra.txt').read() == 'ok'")
    result = grade(Submission("s", "s.ipynb", notebook(*cells), files), tests, Limits(), kernels)
    assert result.outcome is Outcome.GRADED
    assert verdicts(result)["q2.test_x"]


def test_the_kernel_sees_nothing_of_the_graders_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADER_SECRET", "1")
    result = run(ADD, "import os\nassert 'GRADER_SECRET' not in os.environ\nx = 3")
    assert verdicts(result)["q2.test_x"]


def test_a_bundle_that_is_missing_or_damaged_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="autograder build lab"):
        Bundle.read(tmp_path / "lab.zip")
    (tmp_path / "lab.zip").write_bytes(b"no zip")
    with pytest.raises(CourseError, match="not a bundle"):
        Bundle.read(tmp_path / "lab.zip")


def test_a_dead_warm_process_is_our_fault_and_not_the_students() -> None:
    with open_kernels() as kernels:
        pass
    with pytest.raises(EngineError, match="warm process"):
        grade(Submission("s", "s.ipynb", notebook("x = 3")), ADD, Limits(), kernels)


def test_plain_kernels_give_the_same_result_and_say_that_they_are_slower(run: Run) -> None:
    cells = ("def add(a, b): return a + b", "x = 4")
    with open_kernels(warm=False, sandbox="none") as plain:
        assert "slower" in plain.description
        result = grade(Submission("s", "s.ipynb", notebook(*cells)), ADD, Limits(), plain, seed=7)
    assert verdicts(result) == verdicts(run(ADD, *cells))


def test_nothing_outlives_its_submission(run: Run) -> None:
    mark = "86399.25"
    start = "import subprocess; subprocess.Popen(['sleep', '86399.25'], start_new_session=True)"
    result = run(ADD, start, "x = 3")
    assert result.events == ()
    assert result.score == 4.0
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended meanwhile
            assert mark.encode() not in status.read_bytes()


def test_what_cells_show_is_noted_as_bounded_text(run: Run) -> None:
    result = run(
        ADD,
        "print('\\x1b[31mred\\x1b[0m\\x07')",
        "3 * 14",
        "print('a' * 10_000)",
        "def inner():\n    raise ValueError('here')\ninner()",
        "x = 1",
    )
    shown = [cell.output for cell in result.cells]
    assert shown[:2] == ["red\n", "42\n"]
    assert shown[2] == "a" * MAX_CELL_SHOWN
    assert "inner()" in shown[3]
    assert shown[3].endswith("ValueError: here")
    assert shown[4] == ""
    assert [cell.cell for cell in result.cells] == [1, 2, 3, 4, 5]
    assert all(0 < cell.seconds < 30 for cell in result.cells)


def test_what_all_cells_show_together_is_bounded(run: Run) -> None:
    result = run(ADD, *["print('b' * 1000, end='')"] * 50)
    assert sum(len(cell.output) for cell in result.cells) == MAX_SHOWN
    assert len(result.cells) == 50


def test_a_notebook_is_kept_with_its_outputs_where_that_is_asked_for(kernels: Kernels) -> None:
    kept: list[Any] = []
    cells = (
        "print('one')\n2",
        "1 / 0",
        "from IPython.display import HTML\nHTML('<b>x</b>')",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    )
    submission = Submission("s", "s.ipynb", notebook(*cells))
    result = grade(submission, ADD, Limits(), kernels, keep=kept.append)
    first, second, third, figure = (cell.outputs for cell in kept[0].cells)
    assert [output.output_type for output in first] == ["stream", "execute_result"]
    assert (second[0].output_type, second[0].ename) == ("error", "ZeroDivisionError")
    assert third[0].data["text/html"] == "<b>x</b>"
    assert "image/png" in figure[0].data
    assert [(event.cell, event.exception) for event in result.events] == [(2, "ZeroDivisionError")]
    assert kept[0].cells[0].execution_count == 1
