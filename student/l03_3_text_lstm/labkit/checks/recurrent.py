"""Checks of how recurrent networks are trained: gradients clipped, embeddings frozen, the best weights on disk.

Models are PyTorch's, here or behind a proxy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from labkit.checks.calls import call
from labkit.checks.content import Array, to_numpy
from labkit.checks.models import is_module, made
from labkit.checks.values import array, exists, finite
from labkit.checks.words import kind, require, rounded
from labkit.place import there

if TYPE_CHECKING:
    from torch import Tensor

    Loss = Callable[[Mapping[str, Tensor]], Tensor]

_RTOL = 1e-2  # float32, and clip_grad_norm_'s 1e-6 below the fraction line, leave some 1e-5


def clip_norm_respected(
    model: Any, step: Callable[[], Any], loss: Loss, *, clip: float, lr: float = 1.0, name: str = "model"
) -> None:
    """Checks that `step()` moves the weights by −lr · g · min(1, clip / ‖g‖), with g the gradient of all weights.

    step: a function of the test's own, which makes the student's code take one step of plain gradient descent
    with `lr`. loss: the test's own, from the parameters by name to the loss as a scalar tensor. Where ‖g‖ is
    above `clip` only the direction of g counts, so the loss may be a mean or a sum.
    """
    __tracebackhide__ = True
    before = _weights(model, name)
    gradient = _gradient(before, loss)
    call(step, called=f"The training of `{name}`")
    after = _weights(model, name)
    require(after.keys() == before.keys(), f"parameters of `{name}` were replaced", "be updated in place")
    moved = (_flat(before) - _flat(after)) / lr
    finite(moved, name=f"the step of {name}")
    total, length = float(np.linalg.norm(gradient)), float(np.linalg.norm(moved))
    _require_length(length, total, clip, name)
    cosine = float(moved @ gradient) / (length * total)
    seen = f"the step of `{name}` points another way than the gradient (cosine {rounded(cosine)})"
    why = "one factor for all gradients keeps their direction, a bound on each number or each tensor does not"
    require(cosine > 1 - 1e-4, seen, "point the same way", why)


def _require_length(length: float, total: float, clip: float, name: str) -> None:
    """Raises AssertionError unless a step has the length of a gradient that was clipped."""
    __tracebackhide__ = True
    require(length > 0, f"the weights of `{name}` do not move", "make the step")
    near = abs(length - min(total, clip)) <= _RTOL * min(total, clip)
    seen = (
        f"with a gradient of norm {rounded(total)} and clip = {rounded(clip)} the step uses {rounded(length)}"
    )
    if total <= clip:
        require(near, seen, f"make one of {rounded(total)}", "a gradient that is short enough stays as it is")
        return
    raw = abs(length - total) <= _RTOL * total
    order = "clip after `backward()`, which makes the gradient, and before `step()`, which uses it"
    require(not raw, seen, f"make one of {rounded(clip)}", order)
    require(near, seen, f"make one of {rounded(clip)}", "the norm is that of all gradients together")


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


def _gradient(before: Mapping[str, Array], loss: Loss) -> Array:
    """The gradient of the loss, all of it in one row."""
    import torch

    weights = {key: torch.tensor(value, requires_grad=True) for key, value in before.items()}
    loss(weights).backward()  # type: ignore[no-untyped-call]
    return np.concatenate([to_numpy(w.grad).ravel() for w in weights.values()])


def vectors_frozen(
    model: Any, table: Any, x: Any, y: Any, *, frozen: bool = True, name: str = "model"
) -> None:
    """Checks that a model holds the vectors `table` (V, D), and that training leaves them (or not) as they are.

    x (N, T): texts of ids above 0, on which the model is trained by one step; y (N,): their labels, 0 or 1; the
    model gives one logit a text. Row 0 of the table, the padding's, may be anything. frozen=False: the vectors
    must learn.
    """
    __tracebackhide__ = True
    made(model, name)
    require(is_module(model), f"`{name}` is {kind(model)}", "be an nn.Module")
    vectors = to_numpy(table)
    before = _tables(model, vectors.shape)
    size = " × ".join(str(n) for n in vectors.shape)
    require(bool(before), f"`{name}` has no table of {size} numbers", "hold the vectors it was given")
    same = [key for key, value in before.items() if np.allclose(value[1:], vectors[1:], atol=1e-6)]
    why = "were they copied into the layer, and did no initialisation overwrite them?"
    require(bool(same), f"the table in `{name}` holds other vectors than it was given", "hold those", why)
    call(there("labkit.rnn_probes").step_on, model, x, y, called=f"A step of training of `{name}`")
    after = _tables(model, vectors.shape)
    moved = any(not np.array_equal(after[key], before[key]) for key in same)
    if frozen:
        why = "look at the argument `freeze` of `from_pretrained`, or at `requires_grad_`"
        require(not moved, f"training changes the vectors in `{name}`", "leave them: they are frozen", why)
    else:
        why = "freeze=False means that the table is trained like any other weight"
        require(moved, f"training leaves the vectors in `{name}` as they are", "change them", why)


def _tables(model: Any, shape: tuple[int, ...]) -> dict[str, Array]:
    """Copies of all weights of that shape by name."""
    state = dict(model.state_dict())
    return {key: to_numpy(value).copy() for key, value in state.items() if tuple(value.shape) == shape}


def checkpoint_is_best(path: Any, best: Mapping[str, Any], *, name: str = "the checkpoint") -> None:
    """Checks that a file, where the student's code lives, holds the weights `best`, by name.

    It may hold a state dict, a dict with one in it, or a whole model.
    """
    __tracebackhide__ = True
    state = call(there("labkit.rnn_probes").saved_state, str(path), called=f"Loading {name}")
    why = "write it by torch.save(model.state_dict(), checkpoint) each time that the validation loss improves"
    require(state is not None, f"{name} is no file that torch.load reads", "be one", why)
    exists(state, name)
    for key, wanted in best.items():
        require(key in state, f"{name} lacks some of the model's weights", "hold them all")
        array(state[key], name=name)
        got, want = to_numpy(state[key]), to_numpy(wanted)
        same = got.shape == want.shape and np.allclose(got, want, rtol=1e-3, atol=1e-6)
        why = "it is written when an epoch is the best so far, and at no other time"
        require(same, f"{name} holds other weights than those of the best epoch", "hold these", why)
