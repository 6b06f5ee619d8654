"""How a class's scores are spread, how long its notebooks took, and what its cells raised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.answers import readable
from autograder.outcomes import Result

BINS = 10  # of the histogram, each so many per cent wide
_SHOWN = 10
_EVENT_CHARACTERS = 160


@dataclass(frozen=True)
class Distribution:
    """Of some figures: `deviation` is the sample's (n - 1), None for one alone; quartiles by linear interpolation."""

    n: int
    mean: float
    deviation: float | None
    minimum: float
    lower: float
    median: float
    upper: float
    p95: float
    maximum: float
    counts: tuple[int, ...] = ()  # of percents, in `BINS` bins of the same width; 100 is in the last


def distribution(values: Sequence[float]) -> Distribution | None:
    """None for no values."""
    if not values:
        return None
    x = np.asarray(values, float)
    lower, median, upper, p95 = np.percentile(x, [25, 50, 75, 95]).tolist()
    return Distribution(
        n=len(x),
        mean=float(x.mean()),
        deviation=float(x.std(ddof=1)) if len(x) > 1 else None,
        minimum=float(x.min()),
        lower=lower,
        median=median,
        upper=upper,
        p95=p95,
        maximum=float(x.max()),
        counts=tuple(np.histogram(x, bins=BINS, range=(0, 100))[0].tolist()),
    )


@dataclass(frozen=True)
class SlowCell:
    """A cell by its number, in all notebooks together, and the slowest of them."""

    cell: int
    n: int
    median: float
    maximum: float
    slowest: str  # submission


def slow_cells(results: Iterable[Result]) -> tuple[SlowCell, ...]:
    """The cells that took longest in any notebook, in seconds."""
    runs: dict[int, list[tuple[float, str]]] = {}
    for result in results:
        for run in result.cells:
            runs.setdefault(run.cell, []).append((run.seconds, result.submission))
    cells = [
        SlowCell(cell, len(found), float(np.median([seconds for seconds, _ in found])), *max(found))
        for cell, found in runs.items()
    ]
    return tuple(sorted(cells, key=lambda cell: (-cell.maximum, cell.cell))[:_SHOWN])


@dataclass(frozen=True)
class Raised:
    """An exception, or another way in which a cell ended early, and in whose cells."""

    exception: str
    submissions: tuple[str, ...]
    cells: tuple[tuple[int, int], ...]  # number of the cell, in how many notebooks, the commonest first
    example: str


def raised(results: Iterable[Result]) -> tuple[Raised, ...]:
    """What ended cells early, by the number of notebooks."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for result in results:
        for event in result.events:
            found.setdefault(event.exception, []).append((result.submission, event.cell, event.text))
    kinds = [
        Raised(
            readable(exception)[:_EVENT_CHARACTERS],
            tuple(sorted({submission for submission, _, _ in events})),
            tuple(Counter(cell for _, cell, _ in events).most_common()),
            _first_line(Counter(text for _, _, text in events if text)),
        )
        for exception, events in found.items()
    ]
    return tuple(sorted(kinds, key=lambda kind: (-len(kind.submissions), kind.exception)))


def _first_line(texts: Counter[str]) -> str:
    """The commonest text, as much of it as fits into a line."""
    text = readable(texts.most_common(1)[0][0]) if texts else ""
    line = text.strip().split("\n")[0]
    return line if len(line) <= _EVENT_CHARACTERS else f"{line[:_EVENT_CHARACTERS]}…"
