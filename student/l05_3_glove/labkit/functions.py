"""Functions and models that a test hands to a student's functions, and probes that run beside these.

A test gets them by `there("labkit.functions")`: functions do not travel between processes, so these wait where
the student's code lives. This module stands on its own (it imports nothing else of labkit).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

Scalar = Callable[[Tensor], Tensor]


# --- scalar functions of a tensor of any shape; the gradient is in the first line of each ---


def cubic(x: Tensor) -> Tensor:
    """Σ x³; gradient 3 x²."""
    return (x**3).sum()


def waves(x: Tensor) -> Tensor:
    """Σ sin(x) · Σ x; gradient cos(x) · Σ x + Σ sin(x)."""
    return torch.sin(x).sum() * x.sum()


def half_held(x: Tensor) -> Tensor:
    """Σ x · stop(x), where stop cuts the graph; gradient x by autograd, 2 x by differences."""
    return (x * x.detach()).sum()


def rounded_straight_through(x: Tensor) -> Tensor:
    """Σ round(x), rounding passed over by gradients; gradient 1 by autograd, 0 or very large by differences.

    Source: the straight-through estimator, Bengio et al. (2013), arXiv:1308.3432.
    """
    return (x + (x.round() - x).detach()).sum()


# --- what a function leaves behind ---


def gradient_calls(
    gradient: Callable[[Scalar, Tensor], Any], f: Scalar, x: Tensor, requires_grad: bool = False
) -> dict[str, Any]:
    """Calls `gradient(f, x)` twice on one leaf tensor, and tells what came of it.

    first, second: the results; first_later: the first result after the second call; x: the values of x
    afterwards; requires_grad: its flag; left: the largest absolute value in x.grad, 0 where there is none.
    """
    x = x.detach().clone().requires_grad_(requires_grad)
    result = gradient(f, x)
    first = _kept(result)
    second = _kept(gradient(f, x))
    left = 0.0 if x.grad is None else float(x.grad.abs().max())
    return {
        "first": first,
        "second": second,
        "first_later": _kept(result),
        "x": x.detach().clone(),
        "requires_grad": x.requires_grad,
        "left": left,
    }


def _kept(value: Any) -> Any:
    """A copy of a tensor, which later calls cannot change; what is no tensor as it is."""
    return value.detach().clone() if isinstance(value, Tensor) else value


def conversions(to_numpy: Callable[[Tensor], Any], x: Tensor) -> dict[str, dict[str, Any]]:
    """What `to_numpy` makes of x (R, C) as a plain tensor, one with gradient, a transposed one, … .

    Each is told by name: error: the name of the exception that was raised, or ""; array: whether a NumPy array
    came back; value: a copy of it; wanted: what it should hold; shared: whether a later change of the tensor shows
    in the array; kept: whether the call left the tensor's values and its flag as they were.
    """
    return {name: _conversion(to_numpy, tensor) for name, tensor in _tensors(x).items()}


def _tensors(x: Tensor) -> dict[str, Tensor]:
    """The values of x (R, C), or some of them, in tensors of many sorts."""
    x = x.detach().clone()
    cases = {
        "plain": x.clone(),
        "requires_grad": x.clone().requires_grad_(),
        "computed": x.clone().requires_grad_() * 2 + 1,
        "parameter": nn.Parameter(x.clone()),
        "transposed": x.clone().T,
        "strided": x.clone()[:, ::2],
        "whole numbers": (100 * x).long(),
    }
    for device in _accelerators():
        cases[f"on {device}"] = x.to(device).requires_grad_()
    return cases


def _accelerators() -> list[str]:
    """The devices of this machine other than the CPU."""
    return ["cuda"] * torch.cuda.is_available() + ["mps"] * torch.backends.mps.is_available()


def _conversion(to_numpy: Callable[[Tensor], Any], tensor: Tensor) -> dict[str, Any]:
    """One tensor's part in `conversions`."""
    wanted, flag = tensor.detach().cpu().clone(), tensor.requires_grad
    outcome: dict[str, Any] = {"error": "", "array": False, "value": None, "wanted": wanted}
    try:
        result = to_numpy(tensor)
    except Exception as error:
        builtin = (cls.__name__ for cls in type(error).__mro__ if cls.__module__ == "builtins")
        return outcome | {"error": next(builtin), "shared": False, "kept": True}
    kept = tensor.requires_grad == flag and torch.equal(tensor.detach().cpu(), wanted)
    if not isinstance(result, (np.ndarray, np.generic)):
        return outcome | {"shared": False, "kept": kept}
    value = np.array(result)
    return outcome | {"array": True, "value": value, "shared": _shared(tensor, result), "kept": kept}


def _shared(tensor: Tensor, result: Any) -> bool:
    """Whether a change of the tensor shows in the array; the tensor is changed for good."""
    before = np.array(result)
    with torch.no_grad():
        tensor.detach().add_(1)
    return not np.array_equal(before, np.asarray(result))


def gradient_sizes(model: nn.Module, x: Any) -> dict[str, float | None]:
    """The largest absolute gradient of each trainable parameter, by name; None where none arrives.

    The gradient is that of a random mixture of all outputs, so that it vanishes by no symmetry (the outputs of a
    softmax sum to 1, whatever the weights). No `.grad` is touched.
    """
    named = {key: p for key, p in model.named_parameters() if p.requires_grad}
    output = model(x)
    if not output.requires_grad:
        return dict.fromkeys(named)
    mixture = (output * torch.randn_like(output)).sum()
    gradients = torch.autograd.grad(mixture, list(named.values()), allow_unused=True)
    sizes = [None if grad is None else float(grad.abs().max()) for grad in gradients]
    return dict(zip(named, sizes, strict=True))


# --- models, and makers of models that take no arguments ---


class Slope(nn.Module):
    """y = w x with one weight, which starts at `start`: x (N, 1) → (N, 1).

    On data y = 0 the mean squared error is w² · mean(x²): each step of gradient descent multiplies w by
    1 − 2 lr mean(x²), whatever w is.
    """

    def __init__(self, start: float = 2.0) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.tensor(float(start)))

    def forward(self, x: Tensor) -> Tensor:
        """x (N, 1) → (N, 1)."""
        return self.w * x


class SquaredSlope(Slope):
    """y = w² x, which starts at w = 3, where the loss is steep; on data y = x it is flatter around w = 1.

    For x = 1, y = 1: the gradient at 3 is 4 w (w² − 1) = 96, the curvature at 1 is 8. So lr = 0.2 diverges from
    the start, and converges from where a smaller lr has led.
    """

    def __init__(self) -> None:
        super().__init__(3.0)

    def forward(self, x: Tensor) -> Tensor:
        """x (N, 1) → (N, 1)."""
        return self.w**2 * x
