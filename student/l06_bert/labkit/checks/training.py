"""Checks of training: what one step does to the weights, where gradients arrive, how the losses fall.

Models are PyTorch's, here or behind a proxy. Gradients do not cross a proxy: a reference step is computed on
copies of the weights, and a model's own gradients where the model lives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from labkit.checks.calls import call
from labkit.checks.content import Array, to_numpy
from labkit.checks.models import is_module, kept_mode, made
from labkit.checks.values import array, exists, finite, number
from labkit.checks.words import kind, require, rounded
from labkit.place import there

if TYPE_CHECKING:
    from torch import Tensor
    from torch.optim import Optimizer

    Loss = Callable[[Mapping[str, Tensor]], Tensor]

_PARALLEL = 0.999  # the cosine from which on two steps point the same way; float32 leaves 1e-6 of it


def one_optimizer_step_matches(
    model: Any,
    step: Callable[[], Any],
    loss: Loss,
    *,
    lr: float | None = None,
    optimizer: Callable[[Iterable[Tensor]], Optimizer] | None = None,
    name: str = "model",
    rtol: float = 1e-3,
    why: str = "",
) -> None:
    """Checks that `step()` moves the weights as one step of a reference does, from the same weights.

    step: a function of the test's own, which makes the student's code take one step. loss: the test's own,
    from the parameters by name to the loss as a scalar tensor. The reference is plain gradient descent with
    `lr`, or what `optimizer(parameters)` makes, new and without a past. rtol: the error allowed, as a share
    of the reference's largest movement of any weight.
    """
    __tracebackhide__ = True
    before = _weights(model, name)
    require(bool(before), f"`{name}` has no trainable parameters", "have some")
    call(step, called=f"The training of `{name}`")
    after = _weights(model, name)
    kept = after.keys() == before.keys() and all(after[k].shape == v.shape for k, v in before.items())
    require(kept, f"the parameters of `{name}` were replaced by others", "be updated in place")
    for values in after.values():
        finite(values, name=f"a parameter of {name}")
    target = _reference_step(before, loss, lr, optimizer)
    moved, wanted = (_flat(weights) - _flat(before) for weights in (after, target))
    _require_same_step(moved, wanted, np.abs(_flat(before)), name, rtol, why)


def _weights(model: Any, name: str) -> dict[str, Array]:
    """Copies of a PyTorch model's trainable parameters by name, as float64."""
    __tracebackhide__ = True
    made(model, name)
    require(is_module(model), f"`{name}` is {kind(model)}", "be an nn.Module")
    named = dict(model.named_parameters())
    return {key: to_numpy(p).astype(np.float64) for key, p in named.items() if p.requires_grad}


def _flat(weights: Mapping[str, Array]) -> Array:
    """All weights in one row."""
    return np.concatenate([value.ravel() for value in weights.values()])


def _reference_step(
    before: Mapping[str, Array],
    loss: Loss,
    lr: float | None,
    optimizer: Callable[[Iterable[Tensor]], Optimizer] | None,
) -> dict[str, Array]:
    """The weights after one step of the reference.

    Raises: ValueError unless exactly one of `lr` and `optimizer` is given.
    """
    import torch

    weights = {key: torch.tensor(value, dtype=torch.float32) for key, value in before.items()}
    parameters = [weight.requires_grad_() for weight in weights.values()]
    if optimizer is None and lr is not None:
        rule: Optimizer = torch.optim.SGD(parameters, lr=lr)
    elif optimizer is not None and lr is None:
        rule = optimizer(parameters)
    else:
        raise ValueError("Give one_optimizer_step_matches either lr= or optimizer=.")
    loss(weights).backward()  # type: ignore[no-untyped-call]
    rule.step()
    return {key: to_numpy(weight).astype(np.float64) for key, weight in weights.items()}


def _require_same_step(moved: Array, wanted: Array, size: Array, name: str, rtol: float, why: str) -> None:
    """Raises AssertionError, in words that name the mistake, unless a movement is the wanted one."""
    __tracebackhide__ = True
    # adding a step to a weight rounds it to float32, by up to 6e-8 of the weight; a few sums round, too
    allowed = rtol * np.abs(wanted).max() + 5e-7 * size
    if (np.abs(moved - wanted) <= allowed).all():
        return
    require(bool(moved.any()), f"the step does not move `{name}`", "move it against the gradient", why)
    lengths = float(np.linalg.norm(moved)), float(np.linalg.norm(wanted))
    ratio, cosine = lengths[0] / max(lengths[1], 1e-30), float(moved @ wanted) / (lengths[0] * lengths[1])
    uphill = cosine < -_PARALLEL
    require(not uphill, f"the step moves `{name}` along the gradient", "go against it: w ← w − lr · gradient")
    seen = f"the step moves `{name}` the right way, {rounded(ratio)} times as far as the reference"
    should = "be as long: look at lr, and at what the loss is a mean over"
    require(cosine < _PARALLEL, seen, should, why)
    still = np.count_nonzero((moved == 0) & (np.abs(wanted) > allowed))
    require(still == 0, f"{still} of {len(moved)} weights of `{name}` do not move", "all make the step", why)
    seen = f"the step moves `{name}` another way than the reference does (cosine {rounded(cosine)})"
    require(False, seen, "agree with it", why or "look at the loss, and at what is left in `.grad`")


def gradients_flow_to(
    model: Any, x: Any, *, parts: Sequence[str] = (), name: str = "model", why: str = ""
) -> None:
    """Checks that a gradient from the output of `model(x)` reaches every parameter, and is not 0 everywhere.

    parts: the beginnings of the names of the parameters that matter; all trainable ones if empty. The model's
    own `.grad`, modes and buffers stay as they are.
    """
    __tracebackhide__ = True
    made(model, name)
    require(is_module(model), f"`{name}` is {kind(model)}", "be an nn.Module")
    with kept_mode(model):
        sizes = call(
            there("labkit.functions").gradient_sizes, model, x, called=f"The backward pass of `{name}`"
        )
    if parts:
        sizes = {key: size for key, size in sizes.items() if key.startswith(tuple(parts))}
    require(bool(sizes), f"`{name}` has no such trainable parameters", "have some", why)
    for size in sizes.values():
        if size is not None:
            finite(size, name=f"a gradient of {name}")
    cut = sum(not size for size in sizes.values())
    require(
        cut == 0,
        f"{cut} of {len(sizes)} parameters of `{name}` get no gradient",
        "all get one",
        why or "`.detach()`, `.data`, `.numpy()`, `.item()` and `torch.no_grad()` cut the graph",
    )


def monotone_loss(losses: Any, *, name: str = "losses", slack: float = 1e-4, why: str = "") -> None:
    """Checks that losses, two at least, fall from each entry to the next, and in all.

    slack: the rise between two entries that still counts as none, as a share of the first loss (at the end
    of training rounding can lift a loss by some 1e-7 of it).
    """
    __tracebackhide__ = True
    values = _losses(losses, name)
    require(len(values) >= 2, f"`{name}` has {len(values)} entries", "have two at least")
    finite(values, name=name)
    rises = np.flatnonzero(np.diff(values) > slack * abs(values[0]))
    if len(rises):
        seen = f"`{name}` rises at {len(rises)} of {len(values) - 1} steps, first after entry {rises[0] + 1}"
        require(
            False, seen, "fall at each", why or "is the step too long, or do old gradients add to new ones?"
        )
    seen = f"`{name}` begins at {rounded(values[0])} and ends at {rounded(values[-1])}"
    require(bool(values[-1] < values[0]), seen, "end lower", why or "does each step move the weights?")


def _losses(losses: Any, name: str) -> Array:
    """A list of plain numbers, or a 1-d array, as float64."""
    __tracebackhide__ = True
    exists(losses, name)
    if isinstance(losses, (list, tuple)):
        for i, loss in enumerate(losses):
            if not isinstance(loss, float):
                number(loss, name=f"{name}[{i}]")
        return np.array([float(loss) for loss in losses])
    array(losses, name=name)
    values = to_numpy(losses)
    require(values.ndim == 1, f"`{name}` has shape {values.shape}", "be a list of numbers")
    return values.astype(np.float64)
