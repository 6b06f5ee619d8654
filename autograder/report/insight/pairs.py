"""Pairs of notebooks that share unusual code: where people should look, and nothing more than that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from autograder.report.insight.documents import Document, all_hashes
from autograder.report.insight.fingerprints import Hashes, winnow
from autograder.report.insight.passages import Passage, passages

# Measured on the labs' right variants, see docs/insight.md: two independent answers to one question share at most
# 7 fingerprints, and 31 % where there are 12 or more; two independent notebooks at most 16 %.
MIN_SHARED = 12
MIN_SHARE = 0.35  # of all own code of the one that has less
MIN_SHARE_OF_QUESTION = 0.6
MAX_LISTED = 25
COMMON_SHARE = 0.05  # a passage that more of the class have says nothing about two of them
COMMON_RANGE = (6, 20)

Prints = Mapping[str, set[int]]  # by question
EVERYWHERE = ""


@dataclass(frozen=True)
class Alike:
    """How many fingerprints two notebooks share in a question, or everywhere, and how many the one with fewer has."""

    question: str
    shared: int
    own: int

    @property
    def share(self) -> float:
        return self.shared / self.own if self.own else 0.0


@dataclass(frozen=True)
class Pair:
    """Two notebooks to look at, with the questions in which they are alike, and the longest shared passages."""

    left: str
    right: str
    everywhere: Alike
    questions: tuple[Alike, ...]
    passages: tuple[Passage, ...] = ()

    @property
    def is_to_look_at(self) -> bool:
        """Whether they share enough, in all or in a question."""
        whole = self.everywhere.shared >= MIN_SHARED and self.everywhere.share >= MIN_SHARE
        return whole or bool(self.questions)


@dataclass(frozen=True)
class Likeness:
    """What comparing a class came to. `shares`: of each pair that shares anything, how much, as in `Alike.share`,
    but for notebooks with too little code of their own.

    `common`: how many passages many have; `limit`: from how many on they are left out; `short`: how many
    notebooks have too little code of their own to be compared; `given`: how many of our notebooks were left out.
    """

    compared: int
    pairs: tuple[Pair, ...] = ()
    more: int = 0
    shares: tuple[float, ...] = ()
    common: int = 0
    limit: int = 0
    short: int = 0
    given: int = 0

    @property
    def possible(self) -> int:
        """How many pairs there are of notebooks with enough code of their own."""
        many = self.compared - self.short
        return many * (many - 1) // 2

    @property
    def none(self) -> int:
        """How many of these pairs share no fingerprint."""
        return self.possible - len(self.shares)


def compare(
    documents: Sequence[Document],
    given: Sequence[Document],
    belong: Callable[[str, str], bool] = lambda left, right: False,
) -> Likeness:
    """Which documents share passages that are in no `given` one, nor in many of the class.

    `belong` tells which two are of the same people. Takes time in proportion to the number of documents, since
    only those are compared that an index of rare fingerprints brings together.
    """
    limit = int(min(max(COMMON_RANGE[0], COMMON_SHARE * len(documents)), COMMON_RANGE[1]))
    known = np.unique(all_hashes(given))
    common = _common(documents, known, limit)
    excluded = np.union1d(known, common)
    prints = {document.name: prints_of(document, excluded) for document in documents}
    many = {name: len(everything(found)) for name, found in prints.items()}
    shared = {pair: count for pair, count in _shared(prints).items() if not belong(*pair)}
    listed = _listed(shared, prints)
    own = {document.name: document for document in documents}
    shown = [replace(p, passages=passages(own[p.left], own[p.right], excluded)) for p in listed[:MAX_LISTED]]
    return Likeness(
        compared=len(documents),
        pairs=tuple(shown),
        more=max(len(listed) - MAX_LISTED, 0),
        shares=_shares(shared, many),
        common=len(common),
        limit=limit,
        short=sum(count < MIN_SHARED for count in many.values()),
        given=len(given),
    )


def _common(documents: Sequence[Document], known: Hashes, limit: int) -> Hashes:
    """The k-grams that more than `limit` documents have, but for those that are `known`."""
    hashes, counts = np.unique(all_hashes(documents), return_counts=True)
    return np.setdiff1d(hashes[counts > limit], known, assume_unique=True)


def _shares(shared: Mapping[tuple[str, str], int], many: Mapping[str, int]) -> tuple[float, ...]:
    """How alike the pairs are that have enough of their own."""
    fewer = {pair: min(many[pair[0]], many[pair[1]]) for pair in shared}
    return tuple(count / fewer[pair] for pair, count in shared.items() if fewer[pair] >= MIN_SHARED)


def _listed(shared: Mapping[tuple[str, str], int], prints: Mapping[str, Prints]) -> list[Pair]:
    """The pairs to look at, those that share most first."""
    pairs = [
        pair_of(left, right, prints[left], prints[right])
        for (left, right), count in shared.items()
        if count >= MIN_SHARED
    ]
    listed = [pair for pair in pairs if pair.is_to_look_at]
    return sorted(listed, key=lambda pair: (-pair.everywhere.shared, pair.left, pair.right))


def prints_of(document: Document, excluded: Hashes) -> Prints:
    """The document's fingerprints, without those of excluded k-grams."""
    found: dict[str, set[int]] = {}
    for part in document.parts:
        chosen = winnow(part.hashes, np.isin(part.hashes, excluded))
        found.setdefault(part.question, set()).update(part.hashes[chosen].tolist())
    return found


def everything(prints: Prints) -> set[int]:
    """The fingerprints of all questions."""
    return set[int]().union(*prints.values())


def pair_of(left: str, right: str, prints: Prints, others: Prints) -> Pair:
    """How alike two documents are, from their fingerprints."""
    questions = [_alike(name, prints[name], others[name]) for name in prints if name and name in others]
    return Pair(
        left,
        right,
        _alike(EVERYWHERE, everything(prints), everything(others)),
        tuple(q for q in questions if q.shared >= MIN_SHARED and q.share >= MIN_SHARE_OF_QUESTION),
    )


def _alike(question: str, left: set[int], right: set[int]) -> Alike:
    return Alike(question, len(left & right), min(len(left), len(right)))


def _shared(prints: Mapping[str, Prints]) -> Counter[tuple[str, str]]:
    """How many fingerprints each two documents share that share any: an inverted index brings them together."""
    index: dict[int, list[str]] = {}
    for name, found in prints.items():
        for value in everything(found):
            index.setdefault(value, []).append(name)
    return Counter(pair for names in index.values() if len(names) > 1 for pair in combinations(names, 2))
