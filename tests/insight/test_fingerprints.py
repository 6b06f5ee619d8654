"""What winnowing promises."""

from __future__ import annotations

import random

import numpy as np
import pytest

from autograder.report.insight.fingerprints import GUARANTEED, WINDOW, K, kgrams, winnow


def text(length: int, seed: int, letters: str = "abcdefgh") -> list[str]:
    luck = random.Random(seed)
    return [luck.choice(letters) for _ in range(length)]


def chosen(kinds: list[str], excluded: set[int] = frozenset()) -> set[int]:
    hashes = kgrams(kinds)
    out = np.isin(hashes, np.array(sorted(excluded), np.uint64))
    return set(hashes[winnow(hashes, out)].tolist())


@pytest.mark.parametrize("seed", range(30))
def test_a_shared_passage_as_long_as_promised_is_always_found(seed: int) -> None:
    shared = text(GUARANTEED, seed)
    left = text(40, seed + 100) + shared + text(31, seed + 200)
    right = text(7, seed + 300) + shared + text(90, seed + 400)
    assert chosen(left) & chosen(right)


@pytest.mark.parametrize("seed", range(30))
def test_the_promise_holds_beside_excluded_passages(seed: int) -> None:
    given, shared = text(30, seed + 500), text(GUARANTEED, seed)
    excluded = set(kgrams(given).tolist())
    left = given + shared + text(30, seed + 1)
    right = text(25, seed + 2) + shared + given
    assert chosen(left, excluded) & chosen(right, excluded)


@pytest.mark.parametrize("seed", range(5))
def test_a_passage_shorter_than_a_kgram_is_never_found(seed: int) -> None:
    shared = text(K - 1, seed)
    left = text(40, seed, "ABCD") + shared + text(40, seed + 1, "ABCD")
    right = text(40, seed, "PQRS") + shared + text(40, seed + 1, "PQRS")
    assert not chosen(left) & chosen(right)


def test_what_is_excluded_is_never_chosen() -> None:
    kinds = text(300, 0)
    assert chosen(kinds, set(kgrams(kinds[:150]).tolist())).isdisjoint(kgrams(kinds[:150]).tolist())
    assert chosen(kinds, set(kgrams(kinds).tolist())) == set()


def test_about_two_of_a_window_and_one_more_are_chosen() -> None:
    """Density 2 / (w + 1), as the paper has it for random texts."""
    kinds = text(20_000, 0)
    hashes = kgrams(kinds)
    density = len(winnow(hashes, np.zeros(len(hashes), bool))) / len(hashes)
    assert density == pytest.approx(2 / (WINDOW + 1), rel=0.05)


def test_hashes_are_the_same_everywhere() -> None:
    assert kgrams(["def", "name", "(", ")", ":"], k=5).tolist() == [1351165400847755777]
    assert kgrams(["a"] * (K - 1)).shape == (0,)
    assert len(set(kgrams(text(2000, 3)).tolist())) == 2001 - K
