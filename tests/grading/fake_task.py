"""A task that does with a submission what its notebook's bytes say; each call leaves a file behind."""

import os
import signal
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.outcomes import Outcome, QuestionResult, Result, TestResult
from autograder.submissions import Submission


@dataclass(frozen=True)
class FakeTask:
    """`3`: that score in q1; `die`, `raise`, `hang`, `fault`: that, always; `die 1 3`: once, then the score."""

    calls: Path

    def __call__(self, submission: Submission) -> Result:
        before = len(list(self.calls.glob(f"{submission.id}.[0-9]*")))
        (self.calls / f"{submission.id}.{before}").touch()
        words = submission.notebook.decode().split()
        if words[0].isalpha() and (len(words) == 1 or before < int(words[1])):
            return getattr(self, f"do_{words[0]}")(submission)
        return graded(submission.id, float(words[-1]))

    def do_die(self, submission):
        os.kill(os.getpid(), signal.SIGKILL)

    def do_raise(self, submission):
        raise ValueError("broken machinery")

    def do_hang(self, submission):
        signal.pause()

    def do_fault(self, submission):
        return Result(submission.id, "m01", Outcome.OUR_FAULT, detail="no kernel")

    def do_doubt(self, submission):
        return replace(graded(submission.id, 0.0, Outcome.KILLED), doubt="signal 9 in cell 1")

    def do_vary(self, submission):
        cell = len(list(self.calls.glob(f"{submission.id}.[0-9]*")))
        return replace(graded(submission.id, 0.0, Outcome.KILLED), doubt=f"signal 9 in cell {cell}")

    def do_litter(self, submission):
        (self.calls / f"{submission.id}.litter").write_text(tempfile.mkdtemp(), encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)

    def do_interrupt(self, submission):
        os.kill(os.getpid(), signal.SIGINT)
        return graded(submission.id, 1.0)

    def do_threads(self, submission):
        return graded(submission.id, float(os.environ["OMP_NUM_THREADS"]))

    def do_meet(self, submission):
        """Waits for another that does the same; opening a pipe blocks until both ends are open."""
        with open(self.calls / "pipe", "w" if submission.id == "a" else "r"):
            return graded(submission.id, 1.0)


class Unloadable:
    """A task that ends each worker it is sent to."""

    def __reduce__(self):
        return os._exit, (7,)


def graded(name, score=1.0, outcome=Outcome.GRADED):
    public = TestResult("q1", "test_shape", False, score >= 1, 1.0, "" if score >= 1 else "`x` has no shape.")
    hidden = TestResult("q1", "test_eval_is_deterministic", True, score >= 2, 1.0, detail="secret detail")
    last = TestResult("q2", "test_more", True, score >= 5, 3.0)
    q1 = QuestionResult("q1", min(score, 2.0), 2.0, (public, hidden))
    q2 = QuestionResult("q2", max(score - 2.0, 0.0), 3.0, (last,))
    return Result(name, "m01", outcome, (q1, q2), seconds={"total": 1.5, "cells": 1.0})


def submissions(**notebooks):
    return [Submission(name, f"{name}.ipynb", text.encode()) for name, text in notebooks.items()]


def grader(calls, engine="1", seconds=float("inf")):
    from autograder.graders import LocalGrader  # not at the top: workers don't need it

    calls.mkdir(exist_ok=True)
    return LocalGrader(engine, lambda: nullcontext(FakeTask(calls)), seconds)
