"""Verifying a whole lab: with scripted gradings, and through the real engine."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from autograder.bundle import Bundle
from autograder.course import Course, Lab
from autograder.errors import CourseError
from autograder.outcomes import Outcome, QuestionResult, Result, TestResult
from autograder.verify import Matrix, verify
from autograder.verify.built import Built
from autograder.verify.grading import Grading
from autograder.verify.page import render_page
from autograder.verify.plan import Order
from autograder.verify.run import verify_lab
from autograder.verify.terminal import print_matrix, print_totals
from autograder.verify.variants import ids_by_question

Failing = Callable[[str, int], set[str]]  # (case, seed) → the names of the tests that fail

AS_EXPECTED = {
    "reference": set(),
    "blank": {
        "test_length",
        "test_means_of_prefixes",
        "test_standard_heights",
        "test_columns_have_mean_0_and_deviation_1",
        "test_input_is_unchanged",
    },
    "right/q1_cumsum": set(),
    "wrong/q1_one_mean_for_all": {"test_means_of_prefixes"},
    "wrong/q1_one_number": {"test_length", "test_means_of_prefixes"},
    "right/q2_two_steps": set(),
    "wrong/q2_in_place": {"test_input_is_unchanged"},
    "wrong/q2_over_all_cells": {"test_columns_have_mean_0_and_deviation_1"},
}
MESSAGE = "[bold]mean of the first; should return a list; in place; axis=0 <script>alert(1)</script>"


@pytest.fixture
def out() -> StringIO:
    return StringIO()


@pytest.fixture
def console(out: StringIO) -> Console:
    return Console(file=out, width=100)


@contextmanager
def scripted(failing: Failing, lab: Lab, bundle: Bundle, jobs: int) -> Iterator[Grading]:
    """A grading that runs nothing: which tests fail is given."""

    def grading(orders: Sequence[Order]) -> Generator[Result, None, None]:
        for order in reversed(orders):  # results come in any order
            fails = failing(order.case, order.seed)
            questions = [
                QuestionResult(q, 0, 0, tuple(result(i, i.split(".")[1] in fails) for i in ids))
                for q, ids in ids_by_question(bundle.tests).items()
                if order.question in (None, q)
            ]
            yield Result(
                order.submission.id, lab.name, Outcome.GRADED, tuple(questions), seconds={"total": 0.5}
            )

    yield grading


def result(test: str, failed: bool) -> TestResult:
    return TestResult(
        *test.split("."), hidden=True, passed=not failed, points=1, message=MESSAGE if failed else ""
    )


def run_scripted(lab: Lab, built: Built, console: Console, failing: Failing, repeat: int = 1) -> Matrix:
    grading = partial(scripted, failing)
    return verify_lab(lab, build=lambda _: built, repeat=repeat, console=console, grading=grading)


def test_nothing_is_a_surprise_when_all_is_as_expected(lab: Lab, built: Built, console: Console) -> None:
    matrix = run_scripted(lab, built, console, lambda case, seed: AS_EXPECTED[case], repeat=3)
    assert (matrix.surprises, matrix.flaky) == ((), [])
    assert [row.case.name for row in matrix.rows] == list(AS_EXPECTED)


def test_one_run_in_five_that_fails_is_told_as_flaking_and_fails_the_whole(
    lab: Lab, built: Built, console: Console, out: StringIO
) -> None:
    def failing(case: str, seed: int) -> set[str]:
        flakes = {"test_input_is_unchanged"} if (case, seed) == ("right/q2_two_steps", 4) else set()
        return AS_EXPECTED[case] | flakes

    matrix = run_scripted(lab, built, console, failing, repeat=5)
    assert len(matrix.surprises) == 1
    print_matrix(matrix, console)
    print_totals([matrix], console)
    text = out.getvalue()
    assert "right/q2_two_steps · q2.test_input_is_unchanged failed in 1 of 5 runs" in text
    assert "expected: pass; seen: fail (seed 4, in 1 of 5 runs, 0.5 s)" in text
    assert "!~1/5" in text
    assert "[bold]mean of the first" in text  # what a message says is no markup
    assert "! 1 surprise: 1 lab, 6 variants, 40 gradings" in text


def test_wide_tables_have_numbers_and_a_legend(lab: Lab, built: Built, out: StringIO) -> None:
    console = Console(file=out, width=80)
    print_matrix(run_scripted(lab, built, console, lambda case, seed: AS_EXPECTED[case]), console)
    lines = out.getvalue().splitlines()
    assert any(line.split()[:4] == ["q2", "1", "2", "3"] for line in lines)
    assert "q2.2\N{NO-BREAK SPACE}columns_have_mean_0_and_deviation_1" in out.getvalue()
    assert max(len(line) for line in lines if "q2" in line) <= 80


def test_the_page_escapes_what_others_wrote(lab: Lab, built: Built, console: Console) -> None:
    matrix = run_scripted(lab, built, console, lambda case, seed: {"test_length"})
    page = render_page([matrix], "Mini & more")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "Verification: Mini &amp; more" in page
    assert page.count("<h3>") == 2


def test_the_mini_course_through_the_engine(
    course: Course, console: Console, out: StringIO, tmp_path: Path
) -> None:
    assert verify(course.labs, course, html=tmp_path / "out" / "page.html", console=console), out.getvalue()
    assert "✓ no surprise: 1 lab, 6 variants, 8 gradings" in out.getvalue()
    assert "wrong/q2_in_place" in (tmp_path / "out" / "page.html").read_text(encoding="utf-8")


SURPRISING = {
    "right/q1_zeros.py": "def running_mean(values):\n    return [0.0] * len(values)\n",
    "wrong/q1_fine.py": (
        "# expect: fails q1.test_means_of_prefixes\n"
        "def running_mean(values):\n    return [sum(values[: i + 1]) / (i + 1) for i in range(len(values))]\n"
    ),
    "wrong/q1_other_test.py": (
        "# expect: fails q1.test_length\ndef running_mean(values):\n    return [0] * len(values)\n"
    ),
    "wrong/q2_other_words.py": "# says: no such words\nstandardise = standard_heights = None\n",
    "right/q2_raises.py": "standardise = undefined\n",
}


def test_surprises_through_the_engine(
    course: Course, console: Console, out: StringIO, tmp_path: Path
) -> None:
    for name, text in SURPRISING.items():
        (tmp_path / "v" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "v" / name).write_text(text, encoding="utf-8")
    assert not verify(course.labs, course, variants=tmp_path / "v", console=console)
    for line in (
        "right/q1_zeros · q1.test_means_of_prefixes: expected: pass; seen: fail (seed 1, ",
        "wrong/q1_fine · q1.test_means_of_prefixes: expected: fail; seen: pass (seed 1, ",
        "wrong/q1_other_test · q1.test_length: expected: fail; seen: pass (seed 1, ",
        "wrong/q1_other_test · q1.test_means_of_prefixes: expected: pass; seen: fail (seed 1, ",
        "wrong/q2_other_words: expected: a message that matches /no such words/; seen: other messages",
        "right/q2_raises: expected: the notebook runs to its end; seen: student code raised",
        "right/q2_raises · q2.test_standard_heights: expected: pass; seen: fail (seed 1, ",
    ):
        assert line in out.getvalue()


def test_variants_of_one_lab_cannot_serve_two(course: Course, console: Console, tmp_path: Path) -> None:
    (tmp_path / "v" / "right").mkdir(parents=True)
    with pytest.raises(CourseError, match="these variants are those of one lab"):
        verify(course.labs * 2, course, variants=tmp_path / "v", console=console)


def test_the_workers_server_is_told_before_the_first_build_what_all_labs_need(
    course: Course, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr("autograder.verify.run.get_ready", told.append)
    labs = [replace(course.labs[0], preload=names) for names in (("numpy", "torch"), ("numpy", "keras"))]

    def refuse(lab: Lab) -> Built:
        raise CourseError("not built")

    with pytest.raises(CourseError, match="not built"):
        verify(labs, course, console=console, build=refuse)
    assert told == [("numpy", "torch", "autograder.verify", "keras")]
