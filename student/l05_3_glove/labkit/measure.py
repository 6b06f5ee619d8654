"""Figures that a test measures and compares with a threshold, told to whoever observes the test.

A check that compares a measured figure, say an accuracy, with a threshold calls `measured`. Usually nobody
observes, and the check goes on as it is. Whoever sets thresholds runs tests inside `observing`: then each figure is
told, and its check lets the test go on, so that the figures that come later in the test are measured, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

Sense = Literal["at least", "below"]


@dataclass(frozen=True)
class Measured:
    """A figure, the threshold it is compared with, and on which side of that it should lie."""

    name: str
    value: float
    threshold: float
    sense: Sense

    @property
    def holds(self) -> bool:
        """Whether the figure lies on the right side; `at least` includes the threshold, `below` does not."""
        return self.value >= self.threshold if self.sense == "at least" else self.value < self.threshold


_observer: ContextVar[Callable[[Measured], None] | None] = ContextVar("observer", default=None)


def measured(figure: Measured) -> bool:
    """Tells the figure to the observer, if there is one; whether the test should go on."""
    observer = _observer.get()
    if observer is None:
        return figure.holds
    observer(figure)
    return True


@contextmanager
def observing(observer: Callable[[Measured], None]) -> Iterator[None]:
    """Tells `observer` each figure that is measured while the block runs, and lets every one of them pass."""
    token = _observer.set(observer)
    try:
        yield
    finally:
        _observer.reset(token)
