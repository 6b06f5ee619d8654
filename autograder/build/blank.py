"""Proof that a blank student notebook passes no hidden test."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from autograder.build.gate_tests import read_tests
from autograder.build.source import LabSource
from autograder.bundle import Bundle
from autograder.course import Lab
from autograder.engines import Engine
from autograder.errors import EngineError
from autograder.graders import local_grader
from autograder.outcomes import Outcome, Result
from autograder.submissions import Submission


def check_blank(lab: Lab, source: LabSource, notebook: bytes, bundle: bytes) -> None:
    """Grades the student's notebook as it is given out.

    Raises: SourceError naming the hidden tests that it passes; EngineError when grading broke.
    """
    with tempfile.TemporaryDirectory(prefix="blank-") as folder:
        path = Path(folder) / lab.bundle.name
        path.write_bytes(bundle)
        submission = Submission("blank", f"{lab.name}.ipynb", notebook)
        result = _grade(lab, submission, Bundle.read(path))
    refuse_passed(source, result)


def _grade(lab: Lab, submission: Submission, bundle: Bundle) -> Result:
    """Grades it in a worker, as any submission: with its threads, its environment, and a quiet TensorFlow."""
    grader = local_grader(lab, bundle, engine=Engine(sandbox="any", jobs=1))
    with closing(grader.run(lab, [(submission, None)])) as results:
        _, result = next(results)
    if result.outcome is Outcome.OUR_FAULT:
        raise EngineError(f"the blank notebook could not be graded: {result.detail}")
    return result


def refuse_passed(source: LabSource, result: Result) -> None:
    """Raises: SourceError naming every hidden test that passed, at the first one's place."""
    passed = [test for test in result.tests if test.hidden and test.passed]
    if passed:
        first = passed[0]
        cell = next(t.cell for t in read_tests(source, first.question) if t.name == first.name)
        noun = "the hidden test" if len(passed) == 1 else "the hidden tests"
        what = f"a blank notebook passes {noun} {', '.join(test.id for test in passed)}"
        raise source.fault(cell, what, "Make it check something that only an answer gives")
