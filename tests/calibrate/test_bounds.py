"""Tolerance bounds: against published factors, by hand, and by simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.calibrate.bounds import Summary, tolerance_factor


@pytest.mark.parametrize(
    ("n", "content", "confidence", "published"),
    [  # the usual tables of one-sided factors for the normal distribution, say ISO 16269-6
        (3, 0.90, 0.95, 6.155),
        (10, 0.90, 0.95, 2.355),
        (10, 0.99, 0.95, 3.981),
        (20, 0.99, 0.95, 3.295),
        (43, 0.90, 0.99, 1.874),  # the example of the NIST/SEMATECH e-Handbook, 7.2.6.3
    ],
)
def test_factors_are_the_published_ones(n: int, content: float, confidence: float, published: float) -> None:
    assert tolerance_factor(n, content, confidence) == pytest.approx(published, abs=6e-4)


def test_two_figures_by_hand() -> None:
    """With n = 2, T = (Z + δ) / |Y| and P(T ≤ t) has a closed form by integration over |Y|."""
    k, z = tolerance_factor(2), 3.090232306
    y = np.linspace(0, 10, 200_001)
    below = np.array([0.5 * math.erfc((z * 2**0.5 - k * 2**0.5 * v) / 2**0.5) for v in y[::20]])
    density = 2 * np.exp(-(y[::20] ** 2) / 2) / (2 * math.pi) ** 0.5
    assert np.trapezoid(below * density, y[::20]) == pytest.approx(0.95, abs=1e-4)


def test_the_bound_holds_in_95_of_100_samples() -> None:
    samples = np.random.default_rng(0).normal(0.9, 0.01, size=(4000, 20))
    bounds = samples.mean(axis=1) - tolerance_factor(20) * samples.std(axis=1, ddof=1)
    quantile = 0.9 - 3.090232306 * 0.01
    # 4000 samples: the share's standard deviation is 0.0034
    assert np.mean(bounds <= quantile) == pytest.approx(0.95, abs=0.014)


def test_a_summary() -> None:
    summary = Summary.of([0.5, 0.25, 0.75, 0.5, 1.0])
    assert (summary.n, summary.low, summary.median, summary.high, summary.mean) == (5, 0.25, 0.5, 1.0, 0.6)
    assert summary.sd == pytest.approx(0.08125**0.5)
    assert summary.bound("at least") == pytest.approx(0.6 - tolerance_factor(5) * 0.08125**0.5)
    assert summary.bound("below") == pytest.approx(1.2 - summary.bound("at least"))
    assert (summary.extreme("at least"), summary.extreme("below")) == (0.25, 1.0)
    assert 0.01 < summary.normal_p <= 1


def test_figures_that_are_not_normal_are_known() -> None:
    assert Summary.of([1.0] * 19 + [0.0]).normal_p < 0.01


def test_figures_that_are_all_the_same() -> None:
    summary = Summary.of([0.5] * 4)
    assert summary.all_the_same
    assert summary.bound("at least") == 0.5
    assert math.isnan(summary.normal_p)


def test_one_figure_has_no_bound() -> None:
    summary = Summary.of([0.5])
    assert (summary.n, summary.low, summary.all_the_same) == (1, 0.5, False)
    assert math.isnan(summary.lower)
    assert math.isnan(summary.upper)
