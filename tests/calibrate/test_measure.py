"""Figures that checks measure: compared as any, and told to whoever observes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from labkit import checks
from labkit.measure import Measured, observing


@pytest.mark.parametrize("value", [0.5, 0.75, np.float32(0.5), np.array(0.5), torch.tensor(0.5)])
def test_at_least_should_pass(value: object) -> None:
    checks.at_least(value, 0.5, name="the gain")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.25, r"^`the gain` is 0\.25, but should be at least 0\.5: train longer\.$"),
        (float("nan"), "`the gain` is not finite"),
        ("0.7", "`the gain` is a string, but should be a single number"),
        (np.ones(2), r"`the gain` is an array or tensor of shape \(2,\)"),
        (None, "not there yet"),
    ],
)
def test_at_least_should_fail(value: object, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        checks.at_least(value, 0.5, name="the gain", why="train longer")


@pytest.mark.parametrize("value", [-0.1, 0.0, torch.tensor(-1.0)])
def test_below_should_pass(value: object) -> None:
    checks.below(value, 0.1, name="the gap")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.1, r"^`the gap` is 0\.1, but should be below 0\.1: dropout helps\.$"),
        (0.123456, r"^`the gap` is 0\.1235, but"),
        (float("inf"), "`the gap` is not finite"),
        (True, "should be a single number"),
    ],
)
def test_below_should_fail(value: object, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        checks.below(value, 0.1, name="the gap", why="dropout helps")


def test_an_observer_gets_every_figure_and_none_stops_the_test() -> None:
    seen: list[Measured] = []
    with observing(seen.append):
        checks.at_least(0.25, 0.5, name="a")
        checks.below(torch.tensor(2.0), 1, name="b")
        checks.accuracy_at_least(
            np.array([0, 1]), np.array([0, 0]), 0.75, name="model", where="on new digits"
        )
    assert seen == [
        Measured("a", 0.25, 0.5, "at least"),
        Measured("b", 2.0, 1.0, "below"),
        Measured("accuracy of model on new digits", 0.5, 0.75, "at least"),
    ]
    assert not any(figure.holds for figure in seen)


def test_what_is_no_figure_fails_under_an_observer_too() -> None:
    seen: list[Measured] = []
    with observing(seen.append), pytest.raises(AssertionError, match="not finite"):
        checks.at_least(float("nan"), 0.5, name="a")
    assert seen == []


def test_after_the_block_nobody_observes() -> None:
    with observing(lambda figure: None):
        pass
    with pytest.raises(AssertionError):
        checks.below(1, 0, name="a")
