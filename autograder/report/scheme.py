"""Which questions a class was graded on, and each student's row, the same for every report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.course import Lab
from autograder.outcomes import Outcome, Result


@dataclass(frozen=True)
class Row:
    """One student's scores by the scheme's questions; None where there is none, which is not a zero."""

    id: str
    outcome: Outcome
    scores: tuple[float | None, ...]
    points: float

    @property
    def total(self) -> float | None:
        known = [score for score in self.scores if score is not None]
        return None if self.outcome is Outcome.OUR_FAULT else sum(known)

    @property
    def percent(self) -> float | None:
        return None if self.total is None else 100 * self.total / self.points if self.points else 0.0


@dataclass(frozen=True)
class Scheme:
    """The questions in the notebook's order, and the points of all of them together."""

    questions: tuple[str, ...]
    points: float

    @classmethod
    def of(cls, lab: Lab, questions: Iterable[str], results: Sequence[Result]) -> Scheme:
        """The bundle's questions, then any that only an older result has.

        A result of a notebook that could not be read may have no questions, so the points come from the
        class; where nobody has any, from the manifest.
        """
        worth: dict[str, float] = dict.fromkeys(questions, 0.0)
        current = set(worth)
        for result in results:
            for question in result.questions:
                worth[question.name] = max(worth.get(question.name, 0.0), question.points)
        points = sum(worth[name] for name in current)
        return cls(tuple(worth), points or lab.points)

    def row(self, result: Result) -> Row:
        """Nobody is lost: a question that a notebook lacks is a zero, a fault of ours an empty score."""
        scores = {question.name: question.score for question in result.questions}
        missing = None if result.outcome is Outcome.OUR_FAULT else 0.0
        if missing is None:
            scores = {}
        row = tuple(scores.get(name, missing) for name in self.questions)
        return Row(result.submission, result.outcome, row, self.points)
