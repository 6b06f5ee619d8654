"""Which questions a class was graded on, and each student's row, the same for every report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.bundle import ManualQuestion
from autograder.course import Lab
from autograder.marks import Mark, Reading, State, reading
from autograder.outcomes import Answer, Outcome, Result


@dataclass(frozen=True)
class Row:
    """One student's scores by the scheme's questions; None where there is none, which is not a zero.

    `unread`: the points of what people have still to read. `again`: whether an answer has changed since it
    was read; its earlier score stands meanwhile.
    """

    id: str
    outcome: Outcome
    scores: tuple[float | None, ...]
    points: float
    unread: float = 0.0
    again: bool = False

    @property
    def total(self) -> float | None:
        """All scores that there are; `unread` says how much may still be added."""
        known = [score for score in self.scores if score is not None]
        return None if self.outcome is Outcome.OUR_FAULT else sum(known)

    @property
    def percent(self) -> float | None:
        """None also while something is to be read."""
        if self.total is None or self.unread:
            return None
        return 100 * self.total / self.points if self.points else 0.0

    @property
    def status(self) -> str:
        """Whether the total is final as far as people are concerned; empty where there is none."""
        if self.total is None:
            return ""
        return str(State.UNREAD) if self.unread else str(State.AGAIN) if self.again else "complete"


@dataclass(frozen=True)
class Scheme:
    """The questions in the notebook's order, and the points of all of them together.

    `manual` are those that people read, `marks` what they gave, by submission and question.
    """

    questions: tuple[str, ...]
    points: float
    manual: Mapping[str, ManualQuestion] = field(default_factory=dict)
    marks: Mapping[tuple[str, str], Sequence[Mark]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        lab: Lab,
        questions: Iterable[str],
        results: Sequence[Result],
        manual: Mapping[str, ManualQuestion] | None = None,
        marks: Iterable[Mark] = (),
    ) -> Scheme:
        """The bundle's questions, then any that only an older result has.

        A result of a notebook that could not be read may have no questions, so the points come from the
        class; where nobody has any, from the manifest.
        """
        manual = manual or {}
        worth: dict[str, float] = dict.fromkeys(questions, 0.0)
        current = set(worth)
        for result in results:
            for question in result.questions:
                worth[question.name] = max(worth.get(question.name, 0.0), question.points)
        tested = sum(worth[name] for name in current if name not in manual)
        points = tested + sum(question.points for question in manual.values()) if tested else lab.points
        given: dict[tuple[str, str], list[Mark]] = {}
        for mark in marks:
            given.setdefault((mark.submission, mark.question), []).append(mark)
        return cls(tuple(worth), points, manual, given)

    def readings(self, result: Result) -> dict[str, Reading]:
        """How far reading has come for one student, by question; nothing where the fault is ours."""
        if result.outcome is Outcome.OUR_FAULT:
            return {}
        answers = {answer.question: answer for answer in result.answers}
        found = {}
        for name, question in self.manual.items():
            text = answers[name].text if name in answers else ""
            marks = self.marks.get((result.submission, name), ())
            found[name] = reading(Answer(name, question.points, text), marks, known=name in answers)
        return found

    def row(self, result: Result) -> Row:
        """Nobody is lost: a question that a notebook lacks is a zero, a fault of ours an empty score."""
        if result.outcome is Outcome.OUR_FAULT:
            return Row(result.submission, result.outcome, (None,) * len(self.questions), self.points)
        readings = self.readings(result)
        scores: dict[str, float | None] = {question.name: question.score for question in result.questions}
        scores.update({name: found.score for name, found in readings.items()})
        unread = sum(found.answer.points for found in readings.values() if found.score is None)
        again = any(found.state is State.AGAIN for found in readings.values())
        row = tuple(scores.get(name, 0.0) for name in self.questions)
        return Row(result.submission, result.outcome, row, self.points, unread, again)
