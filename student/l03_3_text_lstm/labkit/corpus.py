"""Documents in which the relations of `labkit.relations` are planted: what the course's word vectors are trained on.

A document is a few sentences about different things, as in a log, or a customer's review. Only `Random.random` is
used, whose numbers never change between Pythons.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from labkit.opinions import (
    ASPECTS,
    BLAME,
    DISLIKES,
    FAILS,
    ITEMS,
    LIKES,
    OPENERS,
    PRAISE,
    REVIEWS,
    WORKS,
)
from labkit.relations import ADJECTIVES, COMPARATIVES, RELATIONS, SUPERLATIVE, degrees

ROUTINE = (
    "sol {n} began with light clouds",
    "the crew had lunch at noon",
    "we logged the position and moved on",
    "nothing else happened on {d} morning",
    "see you on {d} evening in the control room",
    "the meeting on {d} was short",
    "mission control said hello on {d}",
    "the report of {d} night is ready",
    "everyone in the team waited for news",
    "the shift changed at {n} on {d}",
)
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
NUMBERS = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

Document = list[str]
T = TypeVar("T")


def documents(n: int, seed: int) -> list[Document]:
    """n documents of two to four sentences each, as lists of words in lower case."""
    rng = random.Random(seed)
    return [_document(rng) for _ in range(n)]


def _document(rng: random.Random) -> Document:
    """A review, or sentences about different things."""
    if rng.random() < 0.3:
        good = rng.random() < 0.5
        parts = [_pick(rng, OPENERS), _review(rng, good), _review(rng, good)]
    else:
        parts = [_sentence(rng) for _ in range(2 + int(rng.random() * 3))]
    return " ".join(parts).split()


def _sentence(rng: random.Random) -> str:
    """One sentence about a pair of some relation, or routine talk."""
    if rng.random() < 0.12:
        return _pick(rng, ROUTINE).format(n=_pick(rng, NUMBERS), d=_pick(rng, DAYS))
    draw = int(rng.random() * (len(RELATIONS) + 2))
    if draw >= len(RELATIONS):
        return _about_adjective(rng)
    relation = list(RELATIONS.values())[draw]
    left, right, *company = _pick(rng, relation.pairs).split()
    if relation.both and rng.random() < 0.08:
        return _pick(rng, relation.both).format(l=left, r=right)
    if rng.random() < 0.5:
        return _filled(rng, _pick(rng, relation.left), left, company)
    return _filled(rng, _pick(rng, relation.right), right, company)


def _about_adjective(rng: random.Random) -> str:
    """One sentence with an adjective, its comparative or its superlative."""
    base, *company = _pick(rng, ADJECTIVES).split()
    more, most = degrees(base)
    choices = ((COMPARATIVES.left, base), (COMPARATIVES.right, more), (SUPERLATIVE, most))
    templates, word = _pick(rng, choices)
    return _filled(rng, _pick(rng, templates), word, company)


def _review(rng: random.Random, good: bool) -> str:
    """One sentence of a review: half of them with a word of praise or blame, half about an aspect."""
    fine, poor, *things = _pick(rng, ASPECTS).split()
    if rng.random() < 0.4:
        fine, poor, things = _pick(rng, PRAISE), _pick(rng, BLAME), [_pick(rng, ITEMS)]
    template = _pick(rng, REVIEWS["good" if good else "bad"])
    word, other = (fine, poor) if good else (poor, fine)
    does, does_not = (WORKS, FAILS) if good else (FAILS, WORKS)
    verb = _pick(rng, LIKES if good else DISLIKES)
    return template.format(
        g=word, b=other, i=_pick(rng, things), v=verb, d=_pick(rng, does), e=_pick(rng, does_not)
    )


def _filled(rng: random.Random, template: str, word: str, company: Sequence[str]) -> str:
    """A sentence about the word, with its company, each place drawn on its own."""
    pieces = template.format(w=word, k="{k}").split("{k}")
    return "".join(
        piece + (_pick(rng, company) if i < len(pieces) - 1 else "") for i, piece in enumerate(pieces)
    )


def _pick(rng: random.Random, items: Sequence[T]) -> T:
    return items[int(rng.random() * len(items))]
