"""Checks of how well a model does: a measured figure against a threshold."""

from __future__ import annotations

from typing import Any

import numpy as np

from labkit.checks.content import Array, to_numpy
from labkit.checks.values import array, finite, number
from labkit.checks.words import require, rounded
from labkit.measure import Measured, measured


def at_least(value: Any, threshold: float, *, name: str, why: str = "") -> None:
    """Checks that a measured figure reaches `threshold`."""
    __tracebackhide__ = True
    number(value, name=name)
    figure = Measured(name, float(value), float(threshold), "at least")
    require(measured(figure), f"`{name}` is {rounded(figure.value)}", f"be at least {threshold:g}", why)


def below(value: Any, threshold: float, *, name: str, why: str = "") -> None:
    """Checks that a measured figure stays below `threshold`."""
    __tracebackhide__ = True
    number(value, name=name)
    figure = Measured(name, float(value), float(threshold), "below")
    require(measured(figure), f"`{name}` is {rounded(figure.value)}", f"be below {threshold:g}", why)


def accuracy_at_least(
    predictions: Any, labels: Any, threshold: float, *, name: str = "model", where: str = "", why: str = ""
) -> None:
    """Checks that the share of right predictions reaches `threshold`.

    predictions: whole-number labels (N,), or scores (N, K), of which the largest counts; labels: (N,).
    """
    __tracebackhide__ = True
    array(predictions, name=f"predictions of {name}")
    finite(predictions, name=f"predictions of {name}")
    truth = to_numpy(labels).reshape(-1)
    chosen = _classes(to_numpy(predictions), len(truth), name)
    accuracy = float(np.mean(chosen == truth))
    where = f" {where}" if where else ""
    figure = Measured(f"accuracy of {name}{where}", accuracy, float(threshold), "at least")
    require(
        measured(figure),
        f"`{name}` reaches an accuracy of {rounded(accuracy)}{where}",
        f"reach at least {threshold:g}",
        why or "look at the loss curves: is it still learning, or does it overfit?",
    )


def _classes(predictions: Array, n: int, name: str) -> Array:
    """Predictions as class labels (N,)."""
    __tracebackhide__ = True
    seen = f"the predictions of `{name}` have shape {predictions.shape} and dtype {predictions.dtype.name}"
    scores = predictions.ndim == 2 and predictions.shape[0] == n and predictions.shape[1] > 1
    classes = predictions.shape == (n,) and predictions.dtype.kind in "iu"
    require(scores or classes, seen, f"be scores ({n}, classes) or whole-number labels ({n},)")
    result: Array = predictions.argmax(axis=1) if scores else predictions
    return result
