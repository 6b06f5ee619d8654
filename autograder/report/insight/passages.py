"""The passages that two notebooks share, to be read side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.report.insight.documents import Document, Part
from autograder.report.insight.fingerprints import Hashes, K

MAX_PASSAGES = 4  # of a pair
MAX_LINES = 30  # of a passage
_MAX_PLACES = 8  # at which the same k-gram is looked for


@dataclass(frozen=True)
class Passage:
    """The same tokens in two notebooks, with the code as each has it. Cells count from 1, as in the notebook."""

    tokens: int
    question: str
    left: str
    right: str
    left_cell: int
    right_cell: int


@dataclass(frozen=True)
class _Block:
    """So many k-grams in a row that two parts share, from one place in each."""

    many: int
    left: tuple[int, int]  # part, k-gram
    right: tuple[int, int]


def passages(left: Document, right: Document, excluded: Hashes) -> tuple[Passage, ...]:
    """The longest shared passages without excluded k-grams, in the order of the left one."""
    merged = _merged(_blocks(left, right, excluded), left, right)
    longest = sorted(merged, key=lambda blocks: (-_tokens(blocks), blocks[0].left))[:MAX_PASSAGES]
    return tuple(
        _passage(blocks, left.parts[blocks[0].left[0]], right.parts[blocks[0].right[0]])
        for blocks in sorted(longest, key=lambda blocks: blocks[0].left)
    )


def _merged(blocks: Iterable[_Block], left: Document, right: Document) -> list[list[_Block]]:
    """Blocks that follow each other on the same or the next line in both are read as one passage."""
    merged: list[list[_Block]] = []
    for block in blocks:
        before = merged[-1][-1] if merged else None
        if before is not None and all(
            _follows(end, begin, document, before.many)
            for end, begin, document in ((before.left, block.left, left), (before.right, block.right, right))
        ):
            merged[-1].append(block)
        else:
            merged.append([block])
    return merged


def _follows(before: tuple[int, int], after: tuple[int, int], document: Document, many: int) -> bool:
    """Whether a block begins behind the beginning of one of `many` k-grams, and at most a line behind its end."""
    if before[0] != after[0] or after[1] <= before[1]:
        return False
    tokens = document.parts[before[0]].tokens
    return tokens[after[1]].line <= tokens[before[1] + many + K - 2].line + 1


def _tokens(blocks: Sequence[_Block]) -> int:
    """How many tokens of the left one they cover."""
    return len({at for block in blocks for at in range(block.left[1], block.left[1] + block.many + K - 1)})


def _blocks(left: Document, right: Document, excluded: Hashes) -> Iterator[_Block]:
    """From each place of the left one on the longest block that begins there, one after the other."""
    places: dict[int, list[tuple[int, int]]] = {}
    theirs = [_kept(part, excluded) for part in right.parts]
    for number, hashes in enumerate(theirs):
        for at, value in enumerate(hashes):
            if value is not None and len(places.setdefault(value, [])) < _MAX_PLACES:
                places[value].append((number, at))
    for number, part in enumerate(left.parts):
        ours = _kept(part, excluded)
        at = 0
        while at < len(ours):
            value = ours[at]
            found = places.get(value, ()) if value is not None else ()
            lengths = [(_length(ours, at, theirs[place[0]], place[1]), place) for place in found]
            many, place = max(lengths, key=lambda item: item[0], default=(0, (0, 0)))
            if many:
                yield _Block(many, (number, at), place)
            at += max(many, 1)


def _kept(part: Part, excluded: Hashes) -> list[int | None]:
    out = np.isin(part.hashes, excluded).tolist()
    return [None if skip else value for value, skip in zip(part.hashes.tolist(), out, strict=True)]


def _length(ours: list[int | None], at: int, theirs: list[int | None], there: int) -> int:
    """How many k-grams agree from there on."""
    most = min(len(ours) - at, len(theirs) - there)
    ends = (n for n in range(most) if ours[at + n] is None or ours[at + n] != theirs[there + n])
    return next(ends, most)


def _passage(blocks: Sequence[_Block], left: Part, right: Part) -> Passage:
    first, last = blocks[0], max(blocks, key=lambda block: block.left[1] + block.many)
    furthest = max(blocks, key=lambda block: block.right[1] + block.many)
    return Passage(
        _tokens(blocks),
        left.question,
        _bounded(left.lines(first.left[1], last.left[1] + last.many - 1)),
        _bounded(right.lines(first.right[1], furthest.right[1] + furthest.many - 1)),
        left.cell,
        right.cell,
    )


def _bounded(code: str) -> str:
    lines = code.split("\n")
    return code if len(lines) <= MAX_LINES else "\n".join([*lines[:MAX_LINES], "…"])
