"""What a sample of figures says of all the runs that were not made."""

from __future__ import annotations

import statistics
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from labkit.measure import Sense
from scipy import stats

CONTENT = 0.999
"""The share of correct solutions that the bound leaves on the right side."""

CONFIDENCE = 0.95
"""How sure one may be of that, given that runs are few."""

NOT_NORMAL = 0.01
"""The p-value of the Shapiro–Wilk test below which figures are not taken to be normally distributed."""


def tolerance_factor(n: int, content: float = CONTENT, confidence: float = CONFIDENCE) -> float:
    """k such that mean − k · sd of n normal figures lies below a share `content` of all with that confidence.

    The quantile `confidence` of the noncentral t distribution with n − 1 degrees of freedom and noncentrality
    z(content) · √n, over √n.
    Source: W. Q. Meeker, G. J. Hahn, L. A. Escobar, Statistical Intervals, 2nd ed., Wiley 2017, chapter 4.
    """
    if n < 2:
        return float("nan")
    root = n**0.5
    return float(stats.nct.ppf(confidence, n - 1, stats.norm.ppf(content) * root) / root)


@dataclass(frozen=True)
class Summary:
    """Figures of runs that differ by their seeds only; sd, bounds and p-value are nan where they are too few."""

    n: int
    low: float
    median: float
    high: float
    mean: float
    sd: float
    normal_p: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Summary:
        """values: at least one."""
        sd = statistics.stdev(values) if len(values) > 1 else float("nan")
        median, mean = statistics.median(values), statistics.fmean(values)
        return cls(len(values), min(values), median, max(values), mean, sd, _normal_p(values))

    @property
    def factor(self) -> float:
        return tolerance_factor(self.n)

    @property
    def lower(self) -> float:
        """Fewer than one run in a thousand fall below; one-sided."""
        return self.mean - self.factor * self.sd

    @property
    def upper(self) -> float:
        """Fewer than one run in a thousand lie above; one-sided."""
        return self.mean + self.factor * self.sd

    @property
    def all_the_same(self) -> bool:
        return self.n > 1 and self.low == self.high

    @property
    def not_normal(self) -> bool:
        return self.normal_p < NOT_NORMAL

    def bound(self, sense: Sense) -> float:
        """The strictest fair threshold: fewer than one correct solution in a thousand lies on its wrong side."""
        return self.lower if sense == "at least" else self.upper

    def extreme(self, sense: Sense) -> float:
        """The figure that comes nearest to failing."""
        return self.low if sense == "at least" else self.high


def _normal_p(values: Sequence[float]) -> float:
    """The Shapiro–Wilk test's p-value. Source: Shapiro and Wilk, Biometrika 52 (1965) 591–611."""
    if len(values) < 3 or min(values) == max(values):
        return float("nan")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # figures that hardly differ: the p-value tells
        return float(stats.shapiro(values).pvalue)
