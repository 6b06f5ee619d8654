"""Compares how students stand in two gradings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.gradebook import Entry
from autograder.marks import Mark, reading
from autograder.outcomes import Outcome, Result

_LEAST = 1e-9  # points; a difference below it is rounding


@dataclass(frozen=True)
class Standing:
    """How one student stands: points by question, None where there are none, and each test's verdict."""

    outcome: str
    scores: Mapping[str, float | None]
    verdicts: Mapping[str, bool]

    @property
    def total(self) -> float | None:
        """None where a fault of ours left no score."""
        known = [score for score in self.scores.values() if score is not None]
        return None if self.outcome == Outcome.OUR_FAULT else sum(known)


def standing(result: Result, marks: Iterable[Mark] = ()) -> Standing:
    """`marks`: what people gave for this submission, oldest first; they count as in the grades."""
    scores: dict[str, float | None] = {question.name: question.score for question in result.questions}
    given = list(marks)
    for answer in result.answers:
        own = [mark for mark in given if mark.question == answer.question]
        scores[answer.question] = reading(answer, own).score
    return Standing(str(result.outcome), scores, {test.id: test.passed for test in result.tests})


def standings(results: Iterable[Result], marks: Iterable[Mark]) -> dict[str, Standing]:
    """How everyone stands, by id."""
    given: dict[str, list[Mark]] = {}
    for mark in marks:
        given.setdefault(mark.submission, []).append(mark)
    return {result.submission: standing(result, given.get(result.submission, ())) for result in results}


@dataclass(frozen=True)
class Change:
    """One student who stands otherwise than before."""

    id: str
    before: Standing
    after: Standing

    @property
    def points(self) -> float | None:
        """By how much the total changed; None where there is none before or after."""
        if self.before.total is None or self.after.total is None:
            return None
        return self.after.total - self.before.total

    @property
    def now_pass(self) -> tuple[str, ...]:
        """The tests that failed before."""
        return self._flipped(passed=True)

    @property
    def now_fail(self) -> tuple[str, ...]:
        """The tests that passed before."""
        return self._flipped(passed=False)

    def _flipped(self, *, passed: bool) -> tuple[str, ...]:
        now = self.after.verdicts
        return tuple(
            test for test, was in self.before.verdicts.items() if now.get(test, was) is passed is not was
        )


@dataclass(frozen=True)
class Diff:
    """All that differs between two gradings of a class."""

    changes: tuple[Change, ...]
    same: int  # of students in both
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    before: tuple[float, ...]  # totals of all who have one
    after: tuple[float, ...]
    gone: tuple[str, ...] = ()  # tests that only the former has
    new: tuple[str, ...] = ()

    @property
    def equal(self) -> bool:
        return not (self.changes or self.only_before or self.only_after)

    @property
    def both(self) -> int:
        return self.same + len(self.changes)


def compare(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> Diff:
    """Both by the student's id."""
    both = [name for name in sorted(before) if name in after]
    changes = [Change(name, before[name], after[name]) for name in both if _differ(before[name], after[name])]
    tests_before = dict.fromkeys(test for one in before.values() for test in one.verdicts)
    tests_after = dict.fromkeys(test for one in after.values() for test in one.verdicts)
    return Diff(
        tuple(changes),
        len(both) - len(changes),
        tuple(name for name in sorted(before) if name not in after),
        tuple(name for name in sorted(after) if name not in before),
        _totals(before),
        _totals(after),
        tuple(test for test in tests_before if test not in tests_after),
        tuple(test for test in tests_after if test not in tests_before),
    )


def regrading(before: Iterable[Entry], after: Iterable[Entry], marks: Iterable[Mark]) -> Diff:
    """What another bundle or engine changed for those with a grade for the same file; marks are those of now."""
    old = {entry.key.submission: entry for entry in before if entry.result.outcome is not Outcome.OUR_FAULT}
    pairs = [(old[e.key.submission], e) for e in after if e.key.submission in old]
    again = [(one.result, two.result) for one, two in pairs if one.key.digest == two.key.digest]
    given = list(marks)
    return compare(standings([a for a, _ in again], given), standings([b for _, b in again], given))


def _totals(class_: Mapping[str, Standing]) -> tuple[float, ...]:
    return tuple(one.total for one in class_.values() if one.total is not None)


def _differ(one: Standing, other: Standing) -> bool:
    """Whether outcome, any points or any verdict differ; a question or test that only one has differs by points."""
    names = one.scores.keys() | other.scores.keys()
    points = [(one.scores.get(name, 0.0), other.scores.get(name, 0.0)) for name in names]
    tests = one.verdicts.keys() & other.verdicts.keys()
    return (
        one.outcome != other.outcome
        or any(not _same(*pair) for pair in points)
        or any(one.verdicts[test] != other.verdicts[test] for test in tests)
    )


def _same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else abs(one - other) < _LEAST
