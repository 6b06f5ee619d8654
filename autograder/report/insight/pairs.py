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
    hashes, counts = np.unique(all_hashes(documents), return_counts=True)
    common = np.setdiff1d(hashes[counts > limit], known, assume_unique=True)
    excluded = np.union1d(known, common)
    prints = [_prints(document, excluded) for document in documents]
    own = [set[int]().union(*found.values()) for found in prints]
    shared = {
        (a, b): many
        for (a, b), many in _shared(own).items()
        if not belong(documents[a].name, documents[b].name)
    }
    listed = []
    for (a, b), many in shared.items():
        whole = Alike(EVERYWHERE, many, min(len(own[a]), len(own[b])))
        questions = _questions(prints[a], prints[b]) if many >= MIN_SHARED else ()
        if many >= MIN_SHARED and (whole.share >= MIN_SHARE or questions):
            listed.append((Pair(documents[a].name, documents[b].name, whole, questions), a, b))
    listed.sort(key=lambda item: (-item[0].everywhere.shared, item[0].left, item[0].right))
    return Likeness(
        compared=len(documents),
        pairs=tuple(
            replace(pair, passages=passages(documents[a], documents[b], excluded))
            for pair, a, b in listed[:MAX_LISTED]
        ),
        more=max(len(listed) - MAX_LISTED, 0),
        shares=tuple(
            many / fewer
            for (a, b), many in shared.items()
            if (fewer := min(len(own[a]), len(own[b]))) >= MIN_SHARED
        ),
        common=len(common),
        limit=limit,
        short=sum(len(found) < MIN_SHARED for found in own),
        given=len(given),
    )


def _prints(document: Document, excluded: Hashes) -> Prints:
    """The document's fingerprints, without those of excluded k-grams."""
    found: dict[str, set[int]] = {}
    for part in document.parts:
        chosen = winnow(part.hashes, np.isin(part.hashes, excluded))
        found.setdefault(part.question, set()).update(part.hashes[chosen].tolist())
    return found


def _shared(own: Sequence[set[int]]) -> Counter[tuple[int, int]]:
    """How many fingerprints each two documents share that share any: an inverted index brings them together."""
    index: dict[int, list[int]] = {}
    for number, prints in enumerate(own):
        for value in prints:
            index.setdefault(value, []).append(number)
    return Counter(
        pair for numbers in index.values() if len(numbers) > 1 for pair in combinations(numbers, 2)
    )


def _questions(left: Prints, right: Prints) -> tuple[Alike, ...]:
    """The questions in which two are alike."""
    found = [
        Alike(name, len(left[name] & right[name]), min(len(left[name]), len(right[name])))
        for name in left
        if name and name in right
    ]
    return tuple(
        alike for alike in found if alike.shared >= MIN_SHARED and alike.share >= MIN_SHARE_OF_QUESTION
    )
