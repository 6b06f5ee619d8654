"""A small class with people, hand-ins and rosters, for the files that other systems read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Lab
from autograder.outcomes import Outcome, QuestionResult, Result, TestResult
from autograder.people import HandIn, Person, Roster
from autograder.report import GradedClass, Scheme

LAB = Lab("m01", "Mini & lab", 4.0, Path("."))
Make = Callable[..., GradedClass]


def result(name: str, passed: int = 2, outcome: Outcome = Outcome.GRADED) -> Result:
    """Two questions of two tests of one point each, of which the first so many pass."""
    if outcome in (Outcome.UNREADABLE, Outcome.OUR_FAULT):
        return Result(name, "m01", outcome, detail="why")
    tests = [
        TestResult(f"q{1 + n // 2}", f"test_{n}", bool(n % 2), n < passed, 1.0, "" if n < passed else "Look.")
        for n in range(4)
    ]
    questions = tuple(
        QuestionResult(name, sum(t.score for t in part), 2.0, part)
        for name, part in (("q1", tuple(tests[:2])), ("q2", tuple(tests[2:])))
    )
    return Result(name, "m01", outcome, questions, seconds={"total": 1.2345})


@pytest.fixture
def make() -> Make:
    """`make(results, hand_ins, roster, **lab)`: a graded class."""

    def made(
        results: list[Result],
        hand_ins: tuple[HandIn, ...] = (),
        roster: Roster | None = None,
        lab: Lab = LAB,
        scheme: Scheme | None = None,
        **changes: Any,
    ) -> GradedClass:
        lab = replace(lab, **changes)
        return GradedClass(
            lab,
            scheme or Scheme.of(lab, ("q1", "q2"), results),
            tuple(results),
            {hand_in.submission: hand_in for hand_in in hand_ins},
            roster or Roster(),
        )

    return made


def by(name: str, *people: Person, **more: Any) -> HandIn:
    return HandIn(name, people or (Person(name),), **more)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
