"""The course itself: what is committed is what its sources build, and every lab's tests are proven right."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from autograder.build import build
from autograder.course import load_course
from autograder.verify import verify

COURSE = load_course(Path(__file__).parents[1])


def test_compiled_files_are_what_their_sources_build() -> None:
    assert [report.lab for report in build(COURSE.labs, COURSE, check=True)] == [
        lab.name for lab in COURSE.labs
    ]


def test_points_add_up_and_half_of_them_are_on_hidden_tests() -> None:
    from autograder.judge import zero
    from autograder.verify.built import build_to_verify

    for lab in COURSE.labs:
        questions = zero(build_to_verify(lab).bundle.tests, "")
        assert sum(q.points for q in questions) == pytest.approx(lab.points)
        hidden = sum(test.points for question in questions for test in question.tests if test.hidden)
        assert hidden >= lab.points / 2, lab.name
        for question in questions:
            assert sum(test.hidden for test in question.tests) >= 2, question.name
            assert not all(test.hidden for test in question.tests), question.name


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("lab", COURSE.labs, ids=lambda lab: lab.name)
def test_the_labs_tests_are_right(lab, capsys) -> None:
    console = Console(width=200)
    assert verify((lab,), COURSE, console=console), capsys.readouterr().out
