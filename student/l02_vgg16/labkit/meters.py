"""Meters for the process in which a student's function runs: how much memory it takes, how it reads a stream.

This module stands on its own (it imports nothing else of labkit), so that a test can ask for it by
`there("labkit.meters")`.
"""

from __future__ import annotations

import os
import sys
import threading
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

MEGABYTE = 2**20
BLOCKS = 16_000  # objects a megabyte, if they are small: a short string takes some 60 bytes
_STATM = Path("/proc/self/statm")  # Linux only; elsewhere the number of objects has to do


def stream(items: Sequence[Any]) -> Iterator[Any]:
    """A generator over the items: it can be read once, has no length and no second item."""
    yield from items


def peak_megabytes(fn: Callable[..., Any], *args: Any) -> float:
    """By how much fn(*args) raises the memory that Python and NumPy have allocated, at its height, in MB."""
    tracing = tracemalloc.is_tracing()
    if not tracing:
        tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        fn(*args)
        return (tracemalloc.get_traced_memory()[1] - before) / MEGABYTE
    finally:
        if not tracing:
            tracemalloc.stop()


def read_stream(
    fn: Callable[..., Any], lines: Sequence[str], repeats: int, megabytes: float, *args: Any
) -> dict[str, Any]:
    """What fn(stream, *args) does with a stream of all lines, `repeats` times over, each a new string.

    The stream ends early where more than `megabytes` are in use. A first call on the lines alone, whose memory
    does not count, loads what fn loads once. Returns a dict: `result` and `first`, what the two calls returned;
    `taken`, the number of lines read; `megabytes`, the height of the memory in use; `full`, whether that was
    beyond the bound.
    """
    first = fn(stream(list(lines)), *args)
    meter = Meter(megabytes)
    with meter:
        result = fn(meter.over(lines, repeats), *args)
    return {
        "result": result,
        "first": first,
        "taken": meter.taken,
        "megabytes": meter.height,
        "full": meter.full,
    }


class Meter:
    """Watches this process' memory while it is entered, without slowing it down much.

    It looks at the resident memory and at the number of live small objects, from a thread of its own and from
    within the stream. tracemalloc would be exact, but three times as slow.
    """

    def __init__(self, megabytes: float) -> None:
        self.bound, self.height, self.taken = megabytes, 0.0, 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._start = (0.0, 0.0)

    @property
    def full(self) -> bool:
        """Whether more memory was in use than the bound allows."""
        return self.height > self.bound

    def __enter__(self) -> Meter:
        self._start = _in_use()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.look()
        self._stop.set()
        self._thread.join()

    def look(self) -> None:
        """Takes note of the memory in use now."""
        grown = max(now - before for now, before in zip(_in_use(), self._start, strict=True))
        self.height = max(self.height, grown)

    def over(self, lines: Sequence[str], repeats: int) -> Iterator[str]:
        """All lines, `repeats` times over, each a new string; the end comes early where memory is full."""
        pieces = [(line[:1], line[1:]) for line in lines]
        for _ in range(repeats):
            self.look()
            if self.full:
                return
            for head, tail in pieces:
                self.taken += 1
                yield head + tail

    def _watch(self) -> None:
        while not self._stop.wait(0.02):
            self.look()


def _in_use() -> tuple[float, float]:
    """Megabytes in use: resident memory, and an estimate by the number of live objects."""
    resident = 0.0
    if _STATM.exists():
        resident = int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MEGABYTE
    return resident, sys.getallocatedblocks() / BLOCKS
