"""What a run over a class has to do: which results the gradebook has, in full or in part, and which count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from autograder.attempts import best
from autograder.bundle import Bundle
from autograder.gradebook import Entry, Gradebook, Key
from autograder.outcomes import Result
from autograder.parts import Parts
from autograder.regrade import Part, same_parts, what_holds
from autograder.submissions import Submission
from autograder.workqueue import Todo


@dataclass
class Attempt:
    """A submission, and what is known of it: a result, or a part of one, or neither."""

    submission: Submission
    key: Key
    result: Result | None = None
    part: Part | None = None
    judged: bool = False  # whether this run has to judge it, or parts of it


@dataclass(frozen=True)
class Plan:
    """A run over submissions, in the order of their handing in where several have one id."""

    book: Gradebook
    lab: str
    parts: Parts
    bundles: Mapping[str, Parts]  # by digest; of all that the lab's results were worked out with
    engine: str
    attempts: Sequence[Attempt] = field(default_factory=list)

    @classmethod
    def make(
        cls, book: Gradebook, bundle: Bundle, lab: str, submissions: Iterable[Submission], engine: str
    ) -> Plan:
        """Looks everything up, and makes what is known count."""
        parts = _parts(book, lab, bundle)
        bundles = book.bundles(lab)
        keys = {Key(lab, s.id, bundle.digest, s.digest, engine): s for s in submissions}
        attempts = [_look_up(book, s, key, bundles, parts) for key, s in keys.items()]
        plan = cls(book, lab, parts, bundles, engine, attempts)
        book.use([key for key in map(plan._counting, plan._by_id) if key is not None])
        return plan

    @property
    def todo(self) -> list[Todo]:
        return [(a.submission, a.part) for a in self.attempts if a.judged]

    @property
    def chosen(self) -> dict[str, Submission]:
        """Of each id the submission that counts, where its result is known."""
        counting = set(map(self._counting, self._by_id))
        return {a.submission.id: a.submission for a in self.attempts if a.key in counting}

    @property
    def in_part(self) -> Counter[tuple[str, ...]]:
        """How many were judged only in part, by which questions; others had to be judged in one, after all."""
        results = [(a.part, a.result) for a in self.attempts if a.part is not None and a.result is not None]
        return Counter(part.judged for part, result in results if result.seed == part.seed)

    def store(self, submission: Submission, result: Result) -> None:
        """Keeps a result, and makes it count unless another attempt is better."""
        (attempt,) = (a for a in self._by_id[submission.id] if a.submission is submission)
        attempt.result = result
        self.book.put(attempt.key, result, counts=self._counting(submission.id) == attempt.key)

    def outdated(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """Those whose results other tests, or another engine, gave."""
        return tuple(
            entry.key.submission
            for entry in entries
            if entry.key.engine != self.engine
            or not same_parts(self.bundles.get(entry.key.bundle), self.parts)
        )

    @cached_property
    def _by_id(self) -> dict[str, list[Attempt]]:
        found: dict[str, list[Attempt]] = {}
        for attempt in self.attempts:
            found.setdefault(attempt.submission.id, []).append(attempt)
        return found

    def _counting(self, name: str) -> Key | None:
        """Of the attempts with that id whose result is known, the one that counts."""
        known = [(a.key, a.result) for a in self._by_id[name] if a.result is not None]
        return best(known) if known else None


def _look_up(
    book: Gradebook, submission: Submission, key: Key, bundles: Mapping[str, Parts], parts: Parts
) -> Attempt:
    result = book.get(key)
    if result is not None:
        return Attempt(submission, key, result)
    found = what_holds(book.earlier(key) if bundles.keys() - {key.bundle} else [], bundles, parts)
    if isinstance(found, Part) or found is None:
        return Attempt(submission, key, part=found, judged=True)
    return Attempt(submission, found.key, found.result)


def _parts(book: Gradebook, lab: str, bundle: Bundle) -> Parts:
    """As stored, for working them out takes a while."""
    known = book.bundles(lab).get(bundle.digest)
    if known is None:
        book.know_bundle(lab, bundle.digest, bundle.parts)
    return known or bundle.parts
