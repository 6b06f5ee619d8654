"""Checks of models: their parameters, and whether they are in training or evaluation mode."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from labkit.checks.calls import call
from labkit.checks.content import Array, copied, to_numpy
from labkit.checks.values import array, exists, finite
from labkit.checks.words import kind, require


def is_module(model: Any) -> bool:
    """Whether a model is a module of PyTorch, here or behind a proxy."""
    return not isinstance(model, type) and hasattr(model, "named_modules")


def made(model: Any, name: str) -> None:
    """Checks that a model or layer exists, and is no class that was never called."""
    __tracebackhide__ = True
    exists(model, name)
    require(not isinstance(model, type), f"`{name}` is a class", "be a model made by calling it")


def forward(model: Any, x: Any, *, name: str, training: bool) -> Array:
    """The model's output for `x` in that mode: by train() or eval() in PyTorch, by `training=` elsewhere."""
    __tracebackhide__ = True
    made(model, name)
    if is_module(model):
        model.train() if training else model.eval()
        output = call(model, x, called=f"`{name}(x)`")
    else:
        output = call(model, x, called=f"`{name}(x, training={training})`", training=training)
    array(output, name=f"{name}(x)")
    finite(output, name=f"{name}(x)")
    return to_numpy(output)


@contextmanager
def kept_mode(model: Any) -> Iterator[None]:
    """Puts back the modes and the buffers (batch norm's statistics) of a PyTorch model after the block."""
    if not is_module(model):
        yield
        return
    parts = list(model.modules())
    modes = [part.training for part in parts]
    buffers = copied(dict(model.named_buffers()))
    try:
        yield
    finally:
        for part, mode in zip(parts, modes, strict=True):
            part.training = mode
        if buffers:
            model.load_state_dict(buffers, strict=False)


def mode_restored(fn: Callable[..., Any], model: Any, /, *args: Any, about: str = "", **kwargs: Any) -> None:
    """Checks that `fn(model, *args)` leaves a PyTorch model and its parts in the mode that it found."""
    __tracebackhide__ = True
    exists(fn, "the function")
    made(model, "model")
    require(is_module(model), f"`model` is {kind(model)}", "be an nn.Module")
    with kept_mode(model):
        for training in (True, False):
            model.train(training)
            call(fn, model, *args, called="The function", **kwargs)
            modes = [part.training for part in model.modules()]
            _require_mode(modes, training, about)


def _require_mode(modes: list[bool], training: bool, about: str) -> None:
    """Raises AssertionError unless all modes equal `training`."""
    __tracebackhide__ = True
    was, now = ("training", "eval") if training else ("eval", "training")
    why = about or "remember `was = model.training` at the start and call `model.train(was)` at the end"
    should = f"be in {was} mode as before"
    require(bool(modes[0]) == training, f"after the call the model is in {now} mode", should, why)
    others = sum(bool(mode) != training for mode in modes)
    require(others == 0, f"after the call {others} of the model's parts are in {now} mode", should, why)


def parameters_change(model: Any, step: Callable[[], Any], *, name: str = "model", why: str = "") -> None:
    """Checks that `step()`, a function of the test's own, changes every trainable parameter of the model."""
    __tracebackhide__ = True
    before, after = _around(model, step, name, trainable=True)
    require(bool(before), f"`{name}` has no trainable parameters", "have some")
    for values in after.values():
        finite(values, name=f"a parameter of {name}")
    still = sum(np.array_equal(old, after[key]) for key, old in before.items())
    require(
        still == 0,
        f"{still} of {len(before)} parameters of `{name}` did not change",
        "all change",
        why or "does each get a gradient, and does the optimizer know it?",
    )


def parameters_unchanged(model: Any, step: Callable[[], Any], *, name: str = "model", why: str = "") -> None:
    """Checks that `step()`, a function of the test's own, leaves every parameter of the model as it was."""
    __tracebackhide__ = True
    before, after = _around(model, step, name, trainable=False)
    moved = sum(not np.array_equal(old, after[key], equal_nan=True) for key, old in before.items())
    require(
        moved == 0,
        f"{moved} of {len(before)} parameters of `{name}` changed",
        "stay as they were",
        why or "only training may change them",
    )


def _around(
    model: Any, step: Callable[[], Any], name: str, *, trainable: bool
) -> tuple[dict[str, Array], dict[str, Array]]:
    """The parameters by name before and after `step()`."""
    __tracebackhide__ = True
    made(model, name)
    before = _parameters(model, name, trainable)
    call(step, called=f"The training of `{name}`")
    after = _parameters(model, name, False)
    missing = sum(key not in after or after[key].shape != old.shape for key, old in before.items())
    require(missing == 0, f"{missing} parameters of `{name}` were replaced by others", "be updated in place")
    return before, after


def _parameters(model: Any, name: str, trainable: bool) -> dict[str, Array]:
    """Copies of a model's parameters by name, or by number in Keras."""
    __tracebackhide__ = True
    if is_module(model):
        named = dict(model.named_parameters())
        return {key: to_numpy(p).copy() for key, p in named.items() if p.requires_grad or not trainable}
    keras = hasattr(model, "trainable_weights")
    require(keras, f"`{name}` is {kind(model)}", "be an nn.Module or a Keras model")
    weights = list(model.trainable_weights)
    if not trainable:
        weights += list(model.non_trainable_weights)  # as `variables`, but without seeds
    return {str(i): to_numpy(weight).copy() for i, weight in enumerate(weights)}
