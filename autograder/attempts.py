"""Which of a student's attempts counts, where several were handed in and all of them are graded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from autograder.outcomes import Outcome, Result

Name = TypeVar("Name")


def best(attempts: Sequence[tuple[Name, Result]]) -> Name:
    """The name of the one with the highest score, the later of equals; a fault of ours never beats a grade.

    `attempts` are one student's, in the order of their handing in. Scores are the tests': what people give for
    an answer does not choose.
    """
    ranks = [(r.outcome is not Outcome.OUR_FAULT, r.score, number) for number, (_, r) in enumerate(attempts)]
    return attempts[max(range(len(attempts)), key=lambda number: ranks[number])][0]
