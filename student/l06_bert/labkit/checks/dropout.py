"""Checks of dropout: when it is active, how often it drops, how it scales, and how its mask is drawn.

Each looks at one idea only, so that a wrong answer fails the check that names its mistake: a mask shared by
all rows, say, fails `dropout_mask_elementwise` and neither `dropout_rate` nor `dropout_scaling`.
Source: Srivastava et al., Dropout (JMLR 2014); inverted dropout as in torch.nn.Dropout.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from labkit.checks.content import Array
from labkit.checks.models import forward, is_module, kept_mode
from labkit.checks.words import require, rounded

_DRAWS = 200_000  # elements drawn per pass
_PASSES = 4  # a correct mask of few elements may repeat by chance; four times in a row it does not


def dropout_active_in_train(model: Any, x: Any, *, name: str = "model") -> None:
    """Checks that passes of one `x` differ in training mode: train() in PyTorch, `training=True` in Keras."""
    __tracebackhide__ = True
    with kept_mode(model):
        first = forward(model, x, name=name, training=True)
        moved = any(_differ(first, forward(model, x, name=name, training=True)) for _ in range(_PASSES - 1))
    require(
        moved,
        f"`{name}` gives the same output for the same input again and again in training mode",
        "give another at each pass",
        "dropout draws a new mask at each pass while the model trains",
    )


def dropout_inactive_in_eval(model: Any, x: Any, *, name: str = "model") -> None:
    """Checks that passes of one `x` agree in eval mode: eval() in PyTorch, `training=False` in Keras."""
    __tracebackhide__ = True
    with kept_mode(model):
        first, second = (forward(model, x, name=name, training=False) for _ in range(2))
    require(
        not _differ(first, second),
        f"`{name}` gives two different outputs for the same input in evaluation mode",
        "give the same",
        "dropout must be off after `model.eval()`; "
        "nn.Dropout sees to it, F.dropout only with `training=self.training`"
        if is_module(model)
        else "dropout must be off when `training=False`",
    )


def dropout_rate(layer: Any, p: float, *, name: str = "layer") -> None:
    """Checks that the layer drops a share p of the elements in training mode, within what chance allows.

    By Hoeffding's inequality a correct layer of n elements strays by more than √(ln(2·10⁹) / 2n) with a
    probability below 10⁻⁹; here n = 200 000, so by 0.0073. How elements share a mask plays no part.
    """
    __tracebackhide__ = True
    dropped = _share(_on_ones(layer, p, name))
    slack = math.sqrt(math.log(2e9) / (2 * _DRAWS))
    seen = f"in training mode `{name}` drops {rounded(dropped)} of the elements"
    should = f"drop p = {p:g} of them"
    require(dropped > 0 or p == 0, f"in training mode `{name}` drops nothing", should, _WHEN)
    swapped = abs(dropped - (1 - p)) <= slack < abs(dropped - p)
    require(not swapped, seen, should, "p is the probability of dropping an element, not of keeping it")
    require(abs(dropped - p) <= slack, seen, should, "each element is dropped with probability p")


_WHEN = "dropout is active in training mode, that is while `self.training` is true, and only then"


def dropout_scaling(layer: Any, p: float, *, name: str = "layer") -> None:
    """Checks that survivors are scaled by one over the probability of keeping, in training mode.

    Whether the layer drops p or, mistakenly, 1 − p of the elements is the affair of `dropout_rate`.
    """
    __tracebackhide__ = True
    y = _on_ones(layer, p, name)
    dropped, survivors = _share(y), y[y != 0]
    require(dropped > 0 or p == 0, f"in training mode `{name}` drops nothing", "drop some elements", _WHEN)
    require(dropped < 1, f"in training mode `{name}` drops everything", "keep some elements")
    keep = p if abs(dropped - (1 - p)) < abs(dropped - p) else 1 - p
    low, high = float(survivors.min()), float(survivors.max())
    should = f"be {rounded(1 / keep)} times the input, one over the probability of keeping"
    uneven = high - low > 1e-3 * abs(high)
    require(not uneven, f"in training mode survivors of `{name}` are scaled unevenly", should)
    why = "so a unit's expected value is the same as in evaluation, where nothing is dropped"
    right = abs(high * keep - 1) <= 1e-3  # float16 layers included
    require(right, f"in training mode survivors of `{name}` are {rounded(high)} times the input", should, why)


def dropout_mask_elementwise(layer: Any, *, name: str = "layer", shape: tuple[int, ...] = (64, 64)) -> None:
    """Checks that each element of an input of this shape is dropped on its own, not whole rows or columns."""
    __tracebackhide__ = True
    with kept_mode(layer):
        mask = forward(layer, _ones(layer, shape), name=name, training=True) == 0
    require(bool(mask.any()), f"in training mode `{name}` drops nothing", "drop some elements", _WHEN)
    require(not mask.all(), f"in training mode `{name}` drops everything", "keep some elements")
    for axis in range(mask.ndim):
        shared = bool((mask == mask.take([0], axis=axis)).all())
        together = "of a row" if mask.ndim == 2 else f"along axis {axis}"
        what = (
            "drops the same features in every row" if axis == 0 else f"drops all elements {together} together"
        )
        should = "decide for each element on its own"
        require(not shared, f"`{name}` {what}", should, "draw a mask of the input's full shape")


def dropout_mask_fresh(layer: Any, *, name: str = "layer", shape: tuple[int, ...] = (256, 256)) -> None:
    """Checks that the layer draws a new mask at each pass in training mode."""
    __tracebackhide__ = True
    with kept_mode(layer):
        first, second = (forward(layer, _ones(layer, shape), name=name, training=True) == 0 for _ in range(2))
    require(bool(first.any()), f"in training mode `{name}` drops nothing", "drop some elements", _WHEN)
    require(
        not np.array_equal(first, second),
        f"`{name}` drops the same elements at two passes",
        "draw a new mask at each pass",
        "a mask made once removes those units for good, and each pass should train another thinned network",
    )


def _differ(a: Array, b: Array) -> bool:
    """Whether two outputs differ by more than rounding (a GPU may sum in another order)."""
    return a.shape != b.shape or not np.allclose(a, b, rtol=1e-5, atol=1e-7)


def _ones(layer: Any, shape: tuple[int, ...]) -> Any:
    """Ones for the layer: a tensor for a PyTorch module, else an array."""
    if not is_module(layer):
        return np.ones(shape, dtype=np.float32)
    import torch

    return torch.ones(shape)


def _share(y: Array) -> float:
    """The share of zeros."""
    return float(np.mean(y == 0))


def _on_ones(layer: Any, p: float, name: str) -> Array:
    """What the layer makes of ones in training mode.

    Ones of shape (1, n) and (n, 1) are both tried, and the result whose share of zeros fits better is taken:
    so n elements are drawn independently even where a mask is shared along one axis.
    """
    __tracebackhide__ = True
    with kept_mode(layer):
        results = [
            forward(layer, _ones(layer, shape), name=name, training=True)
            for shape in ((1, _DRAWS), (_DRAWS, 1))
        ]
    for y in results:
        require(y.size == _DRAWS, f"`{name}(x)` has shape {y.shape}", "have the shape of x")
    return min(results, key=lambda y: min(abs(_share(y) - p), abs(_share(y) - (1 - p))))
