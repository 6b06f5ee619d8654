"""The course itself: what is committed is what its sources build, and every lab's tests are proven right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from autograder.build import Compiled, build
from autograder.course import Lab, load_course
from autograder.judge import zero
from autograder.verify import verify
from autograder.verify.built import as_built

COURSE = load_course(Path(__file__).parents[1])
Compiling = Callable[[Lab], Compiled]


def test_compiled_files_are_what_their_sources_build(compiled: Compiling) -> None:
    reports = build(COURSE.labs, COURSE, check=True, compiling=compiled)
    assert [report.lab for report in reports] == [lab.name for lab in COURSE.labs]


def test_points_add_up_and_half_of_them_are_on_hidden_tests(compiled: Compiling) -> None:
    for lab in COURSE.labs:
        bundle = as_built(compiled(lab)).bundle
        questions = zero(bundle.tests, "")
        points = [q.points for q in (*questions, *bundle.manual.values())]
        assert sum(points) == pytest.approx(lab.points)
        hidden = sum(test.points for question in questions for test in question.tests if test.hidden)
        assert hidden >= lab.points / 2, lab.name
        for question in questions:
            assert sum(test.hidden for test in question.tests) >= 2, question.name
            assert not all(test.hidden for test in question.tests), question.name


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("lab", COURSE.labs, ids=lambda lab: lab.name)
def test_the_labs_tests_are_right(lab: Lab, compiled: Compiling, capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(width=200)
    right = verify((lab,), COURSE, console=console, build=lambda lab: as_built(compiled(lab)))
    assert right, capsys.readouterr().out
