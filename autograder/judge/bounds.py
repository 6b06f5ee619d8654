"""Bounds on what a test may take in the judge's own process, whatever the values it works on.

A test's time in the kernel is the probe's affair. Here it's the judge's: a loop over a student's range, or a matrix
as large as a student's number says, must neither hang the judge nor take the machine's memory.
"""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

MEMORY_BYTES = 4 << 30  # beyond what the judge holds when the test begins
_AGAIN_SECONDS = 1.0


class JudgeLate(BaseException):
    """The test took too long here; no `except Exception` of a test's or a library's may keep it."""


@contextmanager
def bounded(seconds: float, memory: int = MEMORY_BYTES) -> Iterator[None]:
    """Raises JudgeLate in the block after so many seconds, and MemoryError beyond so much memory.

    Time is watched in a process's main thread and where the system has interval timers; a single long call into
    compiled code ends only when it returns. Memory is watched on Linux.
    """
    with _memory(memory), _time(seconds):
        yield


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    watching = True

    def late(number: int, frame: FrameType | None) -> None:
        if watching:
            raise JudgeLate

    start = time.monotonic()
    handler = signal.signal(signal.SIGALRM, late)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        try:
            yield
        finally:
            watching = False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:  # somebody else's timer goes on
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - start), 1e-3), interval)


@contextmanager
def _memory(limit: int) -> Iterator[None]:
    used = _data_bytes()
    if used is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = min([used + limit, *(bound for bound in (soft, hard) if bound != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _data_bytes() -> int | None:
    """The private memory that this process may write to, as Linux counts it against RLIMIT_DATA."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    found = re.search(r"VmData:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else None
