"""Fingerprints of token sequences by winnowing.

Source: S. Schleimer, D. S. Wilkerson, A. Aiken, "Winnowing: Local Algorithms for Document Fingerprinting",
SIGMOD 2003. K-grams that are excluded are taken out before the windows are laid, so that what is promised holds
for all passages without any.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

K = 15  # tokens of a k-gram: shorter passages are never found
WINDOW = 8  # k-grams of a window: passages of K + WINDOW - 1 tokens are always found
GUARANTEED = K + WINDOW - 1

Hashes = NDArray[np.uint64]
_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xD6E8FEB86659FD93)


def kgrams(kinds: Sequence[str], k: int = K) -> Hashes:
    """A 64-bit hash of each k tokens in a row, the same on all machines: (tokens - k + 1,)."""
    if len(kinds) < k:
        return np.empty(0, np.uint64)
    codes = np.array([_code(kind) for kind in kinds], np.uint64)
    powers = np.array([pow(_BASE, k - 1 - i, 2**64) for i in range(k)], np.uint64)
    hashes: Hashes = (sliding_window_view(codes, k) * powers).sum(axis=1, dtype=np.uint64)
    hashes = (hashes ^ (hashes >> np.uint64(32))) * _MIX  # else a k-gram's last token would choose the minima
    return hashes ^ (hashes >> np.uint64(32))


@cache
def _code(kind: str) -> int:
    return int.from_bytes(hashlib.blake2b(kind.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def winnow(hashes: Hashes, excluded: NDArray[np.bool_], window: int = WINDOW) -> list[int]:
    """The places of the k-grams that are chosen: of each `window` in a row, none excluded, the last minimal one."""
    chosen: set[int] = set()
    for first, last in _runs(~excluded):
        if last - first >= window:
            windows = sliding_window_view(hashes[first:last], window)
            minima = window - 1 - windows[:, ::-1].argmin(axis=1)
            chosen.update((first + np.arange(len(windows)) + minima).tolist())
    return sorted(chosen)


def _runs(kept: NDArray[np.bool_]) -> Iterable[tuple[int, int]]:
    """Where runs of True begin, and end before."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], kept, [False]))))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
