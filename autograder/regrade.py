"""What of a submission's earlier results still holds when a lab was built anew, and what has to be judged again.

Verdicts of two runs are brought together only where both went alike, so that nobody gets the better or the worse
half of two different runs: each graded in full, or with the same cells raising the same, and no test cut short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.endings import cut_short
from autograder.outcomes import Outcome, QuestionResult, Result
from autograder.parts import Parts

if TYPE_CHECKING:
    from autograder.gradebook import Entry

_TO_THE_END = (Outcome.GRADED, Outcome.RAISED)


@dataclass(frozen=True)
class Part:
    """A submission to be judged again only in part. `questions` are all of the lab; `kept` stay as in `earlier`."""

    earlier: Result
    questions: tuple[str, ...]  # in the notebook's order
    kept: frozenset[str]

    @property
    def judged(self) -> tuple[str, ...]:
        """Without any, only the text of the notebook is read again."""
        return tuple(name for name in self.questions if name not in self.kept)

    @property
    def seed(self) -> int:
        """That of the earlier run, so that it repeats all tests of what the two come to."""
        return self.earlier.seed

    def merged(self, new: Result) -> Result | None:
        """The verdicts of both runs; None where these did not go alike, and all has to be judged in one."""
        if not self.judged:
            return replace(self.earlier, questions=self._questions(()), answers=new.answers)
        if not (_whole(self.earlier) and _whole(new) and _course(self.earlier) == _course(new)):
            return None
        questions = self._questions(new.questions)
        kept = sum(test.seconds for q in questions if q.name in self.kept for test in q.tests)
        more = {"total": kept, "tests": kept}
        seconds = {name: round(value + more.get(name, 0.0), 4) for name, value in new.seconds.items()}
        return replace(new, questions=questions, seconds=seconds)

    def _questions(self, new: Sequence[QuestionResult]) -> tuple[QuestionResult, ...]:
        found = {q.name: q for q in (*self.earlier.questions, *new)}
        return tuple(found[name] for name in self.questions)


def what_holds(earlier: Sequence[Entry], bundles: Mapping[str, Parts], now: Parts) -> Entry | Part | None:
    """Of earlier results for the same submission, newest first: one that holds as it is, or in part, or none."""
    known = [entry for entry in earlier if _is_of(bundles.get(entry.key.bundle), now)]
    same = (e for e in known if _same(bundles[e.key.bundle], now))
    parts = [_part(entry.result, bundles[entry.key.bundle], now) for entry in known]
    useful = [part for part in parts if not part.judged or (part.kept and _whole(part.earlier))]
    return next(same, None) or max(useful, key=lambda part: len(part.kept), default=None)


def same_parts(one: Parts | None, other: Parts) -> bool:
    """Whether nothing that a result depends on differs between two bundles."""
    return one is not None and one.cells == other.cells and _same(one, other)


def _is_of(parts: Parts | None, now: Parts) -> bool:
    return parts is not None and parts.cells == now.cells


def _same(one: Parts, other: Parts) -> bool:
    return one.tests == other.tests and one.answers == other.answers


def _part(earlier: Result, then: Parts, now: Parts) -> Part:
    found = {question.name for question in earlier.questions}
    kept = {name for name, tests in now.tests.items() if name in found and then.tests.get(name) == tests}
    return Part(earlier, tuple(now.tests), frozenset(kept))


def _whole(result: Result) -> bool:
    """Whether each test came to a verdict, and nothing may have come from outside."""
    ended = result.outcome in _TO_THE_END and not result.doubt
    return ended and not any(cut_short(test) for test in result.tests)


def _course(result: Result) -> object:
    """How the cells went."""
    return result.outcome, [(event.cell, event.exception) for event in result.events]
