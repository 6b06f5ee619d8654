"""Which questions a class was graded on, and each student's row, the same for every report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from autograder.bundle import ManualQuestion
from autograder.course import Lab
from autograder.late import Lateness, lateness
from autograder.marks import Mark, Reading, State, reading
from autograder.outcomes import Answer, Outcome, Result
from autograder.people import HandIn, Person, Roster

NOT_HANDED_IN = "not handed in"  # instead of an outcome


@dataclass(frozen=True)
class Row:
    """One student's scores by the scheme's questions; None where there is none, which is not a zero.

    `unread`: the points of what people have still to read. `again`: whether an answer has changed since it
    was read; its earlier score stands meanwhile.
    """

    id: str
    outcome: str  # an Outcome, or NOT_HANDED_IN
    scores: tuple[float | None, ...]
    points: float
    unread: float = 0.0
    again: bool = False

    @property
    def total(self) -> float | None:
        """All scores that there are; `unread` says how much may still be added."""
        known = [score for score in self.scores if score is not None]
        return None if self.outcome == Outcome.OUR_FAULT else sum(known)

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

    def row_of_nobody(self, id: str) -> Row:
        """The row of somebody who handed in nothing: no scores, and a total of 0."""
        return Row(id, NOT_HANDED_IN, (None,) * len(self.questions), self.points)


@dataclass(frozen=True)
class Student:
    """One person of a class, with what they handed in and what it came to; None for both: nothing."""

    person: Person
    row: Row
    hand_in: HandIn | None = None
    result: Result | None = None
    lateness: Lateness = field(default_factory=Lateness)

    @property
    def after_late(self) -> float | None:
        """The total less what handing in late costs; None where either is not known."""
        return self.lateness.after(self.row.total, self.row.points)

    @property
    def counts(self) -> float | None:
        """What gradebooks elsewhere get; None while there is nothing final to put there."""
        return None if self.result is None or self.row.unread else self.after_late


def tells_when(hand_in: HandIn | None) -> bool:
    """Whether anything is known of when it came in."""
    return hand_in is not None and (hand_in.late is not None or bool(hand_in.at))


def lateness_of(lab: Lab, hand_in: HandIn) -> Lateness:
    """How late that came in for the lab, and what that costs."""
    return lateness(lab.due, hand_in.at, hand_in.late, lab.late)


@dataclass(frozen=True)
class GradedClass:
    """All that the reports on one lab of one class are made from.

    `results` has one for each submission, of which a group has one together; `students` one for each person.
    """

    lab: Lab
    scheme: Scheme
    results: tuple[Result, ...]
    hand_ins: Mapping[str, HandIn] = field(default_factory=dict)  # by submission
    roster: Roster = field(default_factory=Roster)
    notebooks: Mapping[str, bytes] = field(default_factory=dict)  # as handed in to this run, by submission

    @cached_property
    def students(self) -> tuple[Student, ...]:
        """Everyone who handed in something or is on the roster, by id."""
        found = {}
        for result in self.results:
            hand_in = self.hand_ins.get(result.submission) or HandIn.by(result.submission)
            row, late = self.scheme.row(result), lateness_of(self.lab, hand_in)
            for person in hand_in.people:
                found[person.id] = Student(person, replace(row, id=person.id), hand_in, result, late)
        for person in self.roster.people:
            found.setdefault(person.id, Student(person, self.scheme.row_of_nobody(person.id)))
        return tuple(found[name] for name in sorted(found))
