"""Where Ctrl-C may come between, and where it has to wait a moment."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def ctrl_c_waits() -> Iterator[None]:
    """Runs the block to its end, and only then raises KeyboardInterrupt if Ctrl-C was pressed meanwhile."""
    pressed: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        pressed.append(number)

    if threading.current_thread() is not threading.main_thread():
        yield  # the main thread gets all signals
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed and callable(before):
        before(pressed[0], None)


@contextmanager
def ctrl_c_ignored() -> Iterator[None]:
    """Runs the block to its end, whether Ctrl-C is pressed or not; only for what ends soon."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
