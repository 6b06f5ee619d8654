"""What the terminal shows while a class is graded, and after."""

import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from autograder.classroom import ClassReport
from autograder.course import Lab
from autograder.outcomes import Outcome, QuestionResult, Result
from autograder.phrases import some
from autograder.progress import print_summary, watching
from autograder.report import GradedClass, Scheme

LAB = Lab("m01", "A [mini] lab", 5.0, Path())


def result(name, score=1.0, outcome=Outcome.GRADED):
    return Result(name, "m01", outcome, (QuestionResult("q1", score, 5.0),))


def shown(action, *, terminal=False):
    file = io.StringIO()
    action(Console(file=file, force_terminal=terminal, width=100, color_system=None))
    return file.getvalue()


def grade_two(console):
    with watching(console) as watcher:
        watcher.start(3, 1)
        watcher.graded(result("[bold]alice", 2.5))
        watcher.graded(result("bob", outcome=Outcome.OUR_FAULT))


def test_a_pipe_gets_a_line_for_each_submission():
    assert shown(grade_two).splitlines() == [
        "3 submissions, 1 known before",
        "2/3 [bold]alice: graded, 2.5 of 5",
        "3/3 bob: our fault",
    ]


def test_a_terminal_gets_a_bar_with_count_and_time_left():
    text = shown(grade_two, terminal=True)
    assert "Grading" in text
    assert "3/3" in text
    assert "left:" in text
    assert "alice" not in text


def test_the_summary_names_outcomes_faults_and_places():
    results = [result(f"s{n}", 2.0) for n in range(3)] + [
        result(f"x{n}", 0, Outcome.OUR_FAULT) for n in range(7)
    ]
    counts = Counter(r.outcome for r in results)
    scheme = Scheme(("q1",), 5.0)
    everyone = GradedClass(LAB, scheme, tuple(results))
    report = ClassReport(Path("out"), everyone, 10, 2, 1, ("old",), 5.0, counts)
    text = shown(lambda console: print_summary(LAB, report, console))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "A [mini] lab: 10 submissions" in lines
    for line in (
        "graded 3",
        "our fault 7",
        "mean, median 40.0 %, 40.0 %",
        "graded now 10 in 5.0 s, 0.50 s each",
    ):
        assert line in lines
    assert "known before 2, unchanged and not graded again" in lines
    assert "not given now 1, kept from the gradebook" in lines
    assert any(line.endswith("x0, x1, x2, x3, x4 and 2 more. Run the command again.") for line in lines)
    assert "Graded by other tests than these, so grade their files again: old." in lines
    assert f"Grades: {Path('out/grades.csv')}" in lines


def test_the_summary_tells_why_and_who_is_in_doubt():
    lost = replace(result("lost", 0, Outcome.OUR_FAULT), detail="Try 1: x\nTry 2: OSError: no space")
    ended = replace(result("ended", 0, Outcome.KILLED), doubt="signal 9 in cell 1")
    counts = Counter({Outcome.OUR_FAULT: 1, Outcome.KILLED: 1})
    everyone = GradedClass(LAB, Scheme(("q1",), 5.0), (lost, ended))
    report = ClassReport(Path("out"), everyone, 2, 0, 0, (), 5.0, counts)
    text = shown(lambda console: print_summary(LAB, report, console))
    assert "without a score: lost. Run the command again. The reason: Try 2: OSError: no space\n" in text
    assert "each time at the same place: ended. If memory or disk may have run out" in text


def test_names_that_hold_commas_stay_apart():
    assert some(["Doe, Ada", "Roe, Jan"]) == "Doe, Ada; Roe, Jan"
    assert some(["a", "b", "c"], 2) == "a, b and 1 more"
