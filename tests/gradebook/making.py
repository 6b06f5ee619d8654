"""Results, bundles and tasks to try gradebooks and regrading on."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.gradebook import Key
from autograder.outcomes import CellEvent, Outcome, QuestionResult, Result, TestResult
from autograder.regrade import Part
from autograder.submissions import Submission

KEY = Key("m01", "alice", "bundle", "digest", "engine")
QUESTIONS = ("q1", "q2", "q3")


def question(name: str, passed: bool, message: str = "") -> QuestionResult:
    test = TestResult(name, "test_it", True, passed, 2.0, message or f"from {name}", seconds=0.5)
    return QuestionResult(name, 2.0 * passed, 2.0, (test,))


def result(
    right: Collection[str] = (),
    *,
    name: str = "alice",
    questions: Collection[str] = QUESTIONS,
    outcome: Outcome = Outcome.GRADED,
    seed: int = 11,
    **more: object,
) -> Result:
    """Each question is worth 2 points, and has one test, which passes for those that are right."""
    found = tuple(question(q, q in right) for q in questions)
    seconds = {"total": 3.0, "cells": 1.0, "tests": 0.5 * len(found)}
    return replace(Result(name, "m01", outcome, found, seconds=seconds, seed=seed), **more)


@dataclass(frozen=True)
class MendedTask:
    """Finds those questions right that the notebook names, and those that the tests are too lenient about.

    `raise` in the notebook: a cell raises, `late`: the tests of q3 take too long, in a whole run; `flaky`: a cell
    raises in a part's run only. Each call leaves a line in a file.
    """

    calls: Path
    lenient: frozenset[str] = frozenset()

    def __call__(self, submission: Submission, part: Part | None = None) -> Result:
        questions = QUESTIONS if part is None else part.judged
        seed = secrets.randbits(32) if part is None else part.seed
        with self.calls.open("a") as file:
            file.write(f"{submission.id} {' '.join(questions) or 'nothing'}\n")
        words = submission.notebook.decode().split()
        graded = result({*words, *self.lenient}, name=submission.id, questions=questions, seed=seed)
        if "raise" in words or ("flaky" in words and part is not None):
            event = CellEvent(3, "ValueError")
            graded = replace(graded, outcome=Outcome.RAISED, events=(event,))
        if "late" in words and part is None:
            late = question("q3", False, "Your code took longer than 5 s in this test and was stopped: …")
            graded = replace(graded, questions=(*graded.questions[:2], late))
        return graded
