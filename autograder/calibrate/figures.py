"""Figures as the judge measured them, sorted by the threshold that each is compared with."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from labkit.measure import Measured, Sense

from autograder.calibrate.bounds import Summary
from autograder.errors import CourseError
from autograder.outcomes import Result
from autograder.verify.matrix import Case, Expected

REFERENCE = "reference"


@dataclass(frozen=True)
class MeasuredResult(Result):
    """A result with the figures that its tests measured: test ids and figures, in their order."""

    figures: tuple[tuple[str, Measured], ...] = ()


@dataclass(frozen=True)
class Figure:
    """What one test measured in one run of one case; `seed` is the run's number, from 1."""

    test: str
    name: str
    case: str
    seed: int
    value: float
    threshold: float
    sense: Sense

    @property
    def holds(self) -> bool:
        return Measured(self.name, self.value, self.threshold, self.sense).holds


@dataclass(frozen=True)
class Sample:
    """All runs of one case against one threshold; no summary where no run came as far as to measure."""

    case: Case
    expected: Expected
    figures: tuple[Figure, ...]

    @property
    def summary(self) -> Summary | None:
        return Summary.of([figure.value for figure in self.figures]) if self.figures else None

    @property
    def passes(self) -> int:
        return sum(figure.holds for figure in self.figures)


@dataclass(frozen=True)
class Threshold:
    """One comparison in a test, the threshold in force, and what was measured there."""

    test: str
    name: str
    value: float
    sense: Sense
    samples: tuple[Sample, ...]

    @property
    def reference(self) -> Summary:
        """The reference's figures: a threshold is known from them, so there are some."""
        summary = self.samples[0].summary
        assert summary is not None
        return summary

    def margin(self, figure: float) -> float:
        """How far a figure lies on the passing side; below 0 on the other."""
        return figure - self.value if self.sense == "at least" else self.value - figure

    def distance(self, sample: Sample) -> float | None:
        """From the threshold to the sample's nearest figure, below 0 where that is on the side it should not be."""
        if sample.summary is None or sample.expected is Expected.EITHER:
            return None
        margins = [self.margin(figure) for figure in (sample.summary.low, sample.summary.high)]
        return min(margins) if sample.expected is Expected.PASS else -max(margins)

    def bound(self, sample: Sample) -> float | None:
        """What fewer than one run in a thousand go beyond, towards the threshold."""
        if sample.summary is None or sample.expected is Expected.EITHER:
            return None
        low = (self.sense == "at least") == (sample.expected is Expected.PASS)
        return sample.summary.lower if low else sample.summary.upper

    def is_wrong_side(self, sample: Sample) -> bool:
        """Whether more than one run in a thousand may lie where the sample's figures should not."""
        bound = self.bound(sample)
        if bound is None:
            return False
        margin = self.margin(bound)
        return margin < 0 if sample.expected is Expected.PASS else margin >= 0


def figures_of(result: MeasuredResult, case: str, seed: int) -> list[Figure]:
    """A run's figures; one that a test measures again, say in a loop, is numbered."""
    found: list[Figure] = []
    counts: dict[tuple[str, str], int] = {}
    for test, m in result.figures:
        count = counts[test, m.name] = counts.get((test, m.name), 0) + 1
        name = m.name if count == 1 else f"{m.name} ({count})"
        found.append(Figure(test, name, case, seed, m.value, m.threshold, m.sense))
    return found


def thresholds(
    figures: Iterable[Figure], cases: Sequence[Case], tests: Mapping[str, Sequence[str]]
) -> tuple[Threshold, ...]:
    """Every threshold that the reference meets, in the order of the tests; `cases` begin with the references."""
    by_key: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        by_key.setdefault((figure.test, figure.name), []).append(figure)
    order = [test for ids in tests.values() for test in ids]
    keys = [key for key, found in by_key.items() if any(f.case == REFERENCE for f in found)]
    return tuple(_threshold(by_key[key], cases) for key in sorted(keys, key=lambda key: order.index(key[0])))


def _threshold(found: Sequence[Figure], cases: Sequence[Case]) -> Threshold:
    """Where a test computes its threshold anew for each run, the strictest counts."""
    first = found[0]
    own = [f.threshold for f in found if f.case == REFERENCE]
    value = max(own) if first.sense == "at least" else min(own)
    samples = []
    for case in cases:
        if first.test in case.expected:
            mine = sorted((f for f in found if f.case == case.name), key=lambda f: f.seed)
            samples.append(Sample(case, case.expected[first.test], tuple(mine)))
    return Threshold(first.test, first.name, value, first.sense, tuple(samples))


def write_csv(path: Path, lab: str, figures: Iterable[Figure]) -> None:
    """Every single figure, a row each. Raises: CourseError when the file can't be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["lab", "test", "figure", "case", "seed", "value", "sense", "threshold", "holds"])
            for f in figures:
                holds = "yes" if f.holds else "no"
                writer.writerow(
                    [lab, f.test, f.name, f.case, f.seed, repr(f.value), f.sense, repr(f.threshold), holds]
                )
    except OSError as error:
        mend = "Name another file with --csv"
        raise CourseError(f"can't be written ({error.strerror})", where=str(path), mend=mend) from None
