"""Checks of values: arrays, tensors, numbers."""

from __future__ import annotations

import numbers
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from labkit.checks.content import dtype_name, dtype_of, is_array, is_torch, shape_of, to_numpy
from labkit.checks.words import kind, require, rounded, sentence


def exists(value: Any, name: str) -> None:
    """Checks that the notebook defines `name`: the value is neither missing (None) nor still `...`."""
    __tracebackhide__ = True
    if value is None or value is ...:
        raise AssertionError(
            f"`{name}` is not there yet: define it in this question's cell, run the cell, and check again."
        )


def array(x: Any, *, name: str) -> None:
    """Checks that `x` is an array or tensor."""
    __tracebackhide__ = True
    exists(x, name)
    require(is_array(x), f"`{name}` is {kind(x)}", "be an array or tensor")


def shape(x: Any, expected: Sequence[int | None], *, name: str, why: str = "") -> None:
    """Checks that `x` has the expected shape; None in `expected` stands for any size."""
    __tracebackhide__ = True
    array(x, name=name)
    got, want = shape_of(x), tuple(expected)
    agrees = len(got) == len(want) and all(w is None or g == w for g, w in zip(got, want, strict=True))
    require(agrees, f"`{name}` has shape {got}", f"be {_shape_words(want)}", why)


def _shape_words(expected: tuple[int | None, ...]) -> str:
    """An expected shape as messages show it: (32, any)."""
    sizes = ", ".join("any" if size is None else str(size) for size in expected)
    return f"({sizes},)" if len(expected) == 1 else f"({sizes})"


def dtype(x: Any, expected: Any, *, name: str, why: str = "") -> None:
    """Checks that `x` has the expected dtype: a name, or a dtype of NumPy, PyTorch or TensorFlow."""
    __tracebackhide__ = True
    array(x, name=name)
    got, want = dtype_of(x), dtype_name(expected)
    require(got == want, f"`{name}` has dtype {got}", f"be {want}", why)


def finite(x: Any, *, name: str) -> None:
    """Checks that `x`, an array, tensor or number, holds neither NaN nor infinity."""
    __tracebackhide__ = True
    values = _numeric(x, name)
    bad = int(np.count_nonzero(~np.isfinite(values)))
    if bad:
        seen = (
            f"`{name}` is not finite"
            if values.ndim == 0
            else f"{bad} of {values.size} values of `{name}` are NaN or infinite"
        )
        raise AssertionError(
            sentence(seen, "all be finite", "look for a division by zero, log(0), or exp of a large number")
        )


def close(x: Any, expected: Any, *, name: str, rtol: float = 1e-4, atol: float = 1e-6, why: str = "") -> None:
    """Checks that `x` equals `expected` within atol + rtol · |expected|; tells how far off it is."""
    __tracebackhide__ = True
    got, want = _numeric(x, name), _numeric(expected, "expected")
    require(got.shape == want.shape, f"`{name}` has shape {got.shape}", f"be {want.shape}", why)
    near = np.isclose(got, want, rtol=rtol, atol=atol, equal_nan=True)
    if near.all():
        return
    finite(np.where(near, 0.0, got), name=name)
    gap, wrong = float(np.abs(got - want)[~near].max()), int(np.count_nonzero(~near))
    if got.ndim == 0:
        raise AssertionError(
            sentence(f"`{name}` is off by {rounded(gap)}", "agree with the expected number", why)
        )
    seen = f"{wrong} of {got.size} values of `{name}` are off, by up to {rounded(gap)}"
    raise AssertionError(sentence(seen, "agree with the expected values", why))


def number(x: Any, *, name: str, low: float | None = None, high: float | None = None, why: str = "") -> None:
    """Checks that `x` is one number in [low, high]: a float, an int, or a 0-d array without gradient."""
    __tracebackhide__ = True
    exists(x, name)
    single = isinstance(x, numbers.Real) and not isinstance(x, bool)
    single = single or (is_array(x) and shape_of(x) == () and to_numpy(x).dtype.kind in "iuf")
    require(single, f"`{name}` is {kind(x)}", "be a single number")
    no_gradient(x, name)
    value = float(to_numpy(x))
    finite(value, name=name)
    require(low is None or value >= low, f"`{name}` is {rounded(value)}", f"be at least {low}", why)
    require(high is None or value <= high, f"`{name}` is {rounded(value)}", f"be at most {high}", why)


def no_gradient(x: Any, name: str) -> None:
    """Checks that `x`, or any tensor in a list, tuple or dict `x`, carries no autograd graph."""
    __tracebackhide__ = True
    exists(x, name)
    if isinstance(x, Mapping):
        x = list(x.values())
    for item in x if isinstance(x, (list, tuple)) else [x]:
        carries = is_torch(item) and bool(item.requires_grad)
        require(
            not carries,
            f"`{name}` still carries its gradient graph",
            "be free of it",
            "keep numbers by `.item()`, tensors by `.detach()`, and evaluate under `torch.no_grad()`, "
            "or the graph of every batch stays in memory",
        )


def _numeric(x: Any, name: str) -> np.ndarray[Any, Any]:
    """An array, tensor, number, or list of numbers as float64 (complex128 where complex)."""
    __tracebackhide__ = True
    exists(x, name)
    if isinstance(x, (list, tuple)):
        x = _stacked(x, name)
    usable = is_array(x) or isinstance(x, numbers.Number)
    values = to_numpy(x) if usable else np.asarray(None)
    require(values.dtype.kind in "biufc", f"`{name}` is {kind(x)}", "be an array, a tensor, or a number")
    return values.astype(np.complex128 if values.dtype.kind == "c" else np.float64)


def _stacked(items: Sequence[Any], name: str) -> np.ndarray[Any, Any]:
    """A list of numbers, or of arrays of one shape, as one array."""
    __tracebackhide__ = True
    parts = [_numeric(item, f"{name}[{i}]") for i, item in enumerate(items)]
    same_shape = len({part.shape for part in parts}) <= 1
    require(same_shape, f"the items of `{name}` have different shapes", "all have the same")
    return np.stack(parts) if parts else np.zeros(0)
