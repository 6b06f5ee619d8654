"""The same submission gets the same verdicts each time it is graded, in whatever kind of kernel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from autograder.bundle import Bundle
from autograder.course import Lab, Limits, load_course
from autograder.kernel import open_kernels
from autograder.local import default_jobs, grade_all
from autograder.outcomes import Outcome
from autograder.submissions import Submission
from autograder.task import GradeTask
from tests.faults.honest import OWN, Q1, Q2, honest_class

RUNS = 3
KERNELS: dict[str, dict[str, Any]] = {"in a sandbox": {}, "without one": {"sandbox": "none"}}
Verdicts = dict[str, tuple[Outcome, float, tuple[tuple[str, bool], ...]]]


def verdicts(lab: Lab, submissions: Sequence[Submission], **options: Any) -> Verdicts:
    """Of each submission the outcome, the score and every test's verdict."""
    bundle = Bundle.read(lab.bundle)
    with open_kernels(preload=lab.preload, threads=lab.threads, **options) as kernels:
        task = GradeTask(bundle, Limits.of(lab), kernels)
        results = list(grade_all(submissions, task, lab=lab.name, jobs=default_jobs()))
    assert len(results) == len(submissions)
    return {
        result.submission: (result.outcome, result.score, tuple((t.id, t.passed) for t in result.tests))
        for result in results
    }


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("size", [12, pytest.param(200, marks=pytest.mark.slow)])
def test_equal_work_gets_equal_scores(size: int, course: Path) -> None:
    assert len(Q1) * len(Q2) * len(OWN) == 200
    lab = load_course(course).lab("m01_mini")
    made = honest_class(course, size)
    submissions = [Submission(name, f"{name}.ipynb", content) for name, (content, _) in made.items()]
    runs = [verdicts(lab, submissions, **options) for options in KERNELS.values() for _ in range(RUNS)]
    assert {name: score for name, (_, score, _) in runs[0].items()} == {n: p for n, (_, p) in made.items()}
    assert [run for run in runs if run != runs[0]] == []
