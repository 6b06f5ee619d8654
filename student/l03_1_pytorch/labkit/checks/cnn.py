"""Checks of what a convolutional network in Keras is made of: labels, convolutions, compilation, size.

A model is looked at by what it does: whether its loss is given by name, as a function or as an object of Keras
plays no part. Keras itself is not imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from labkit.checks.calls import builtin_name, call
from labkit.checks.content import Array, shape_of, to_numpy
from labkit.checks.dropout import dropout_active_in_train, dropout_inactive_in_eval
from labkit.checks.models import made
from labkit.checks.values import array, close, finite, shape
from labkit.checks.words import kind, require, rounded

_ROWS, _CLASSES = 40, 10  # of the labels and probabilities that a model's loss and metrics are tried on


def one_hot(encoded: Any, labels: Any, num_classes: int, *, name: str = "one_hot(y)") -> None:
    """Checks that row i of `encoded` (N, C) holds a single 1, in the column that labels[i] names."""
    __tracebackhide__ = True
    truth = to_numpy(labels).reshape(-1).astype(int)
    columns = f"one row for each of {len(truth)} labels, one column for each of {num_classes} classes"
    shape(encoded, (len(truth), num_classes), name=name, why=columns)
    finite(encoded, name=name)
    got = to_numpy(encoded).astype(np.float64)
    ones = bool(np.isin(got, (0.0, 1.0)).all()) and bool((got.sum(axis=1) == 1).all())
    require(ones, f"rows of `{name}` are not a single 1 among zeros", "be")
    off = got.argmax(axis=1) - truth
    shifted = len(truth) > 1 and bool((off == off[0]).all()) and bool(off[0] != 0)
    require(
        not shifted, f"every 1 of `{name}` is off by {off[0]}", "stand in the column of its class, from 0"
    )
    wrong = int(np.count_nonzero(off))
    require(
        wrong == 0, f"{wrong} of {len(truth)} rows of `{name}` have their 1 in another class's column", "not"
    )


def conv_matches(
    conv: Callable[..., Any], x: Any, kernel: Any, *, stride: int = 1, padding: int = 0, name: str = "conv2d"
) -> None:
    """Checks that conv(x, kernel, stride, padding) is the cross-correlation of x (H, W) with kernel (h, w).

    Zeros stand around x, `padding` of them on each of the four sides; windows that stick out are left out.
    """
    __tracebackhide__ = True
    image, weights = to_numpy(x).astype(np.float64), to_numpy(kernel).astype(np.float64)
    sides = {"both": (padding, padding), "one": (padding, 0), "other": (0, padding)}
    padded = {side: np.pad(image, (widths, widths)) for side, widths in sides.items()}
    expected = _correlation(padded["both"], weights, stride)
    called = f"{name}(x, kernel, {stride}, {padding})"
    got = call(conv, x, kernel, stride, padding, called=f"`{called}`")
    array(got, name=called)
    hint = f"for x of shape {image.shape} and a kernel of shape {weights.shape}: "
    for side in ("one", "other"):
        like = shape_of(got) == _correlation(padded[side], weights, stride).shape != expected.shape
        require(not like, f"`{called}` has shape {shape_of(got)}", f"be {expected.shape}", hint + _SIDES)
    shape(
        got,
        expected.shape,
        name=called,
        why=hint + "a window that sticks out of the padded image is left out",
    )
    finite(got, name=called)
    if not _near(expected, _correlation(padded["both"], weights[::-1, ::-1], stride)):
        flipped = _near(got, _correlation(padded["both"], weights[::-1, ::-1], stride))
        require(not flipped, f"`{called}` is a true convolution", "be a cross-correlation", _FLIP)
    close(
        got, expected, name=called, rtol=1e-4, atol=1e-4 * float(np.abs(weights).sum() * np.abs(image).max())
    )


_SIDES = "`padding` rows of zeros stand above and below, and as many columns to the left and to the right"
_FLIP = "Keras lays the kernel on the image as it is, a true convolution turns it by 180° first"


def _correlation(padded: Array, kernel: Array, stride: int) -> Array:
    """The cross-correlation of a padded image with a kernel; empty where the kernel does not fit."""
    if any(n < k for n, k in zip(padded.shape, kernel.shape, strict=True)):
        return np.zeros((0, 0))
    windows = sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    return np.asarray(np.einsum("ijkl,kl->ij", windows, kernel))


def _near(a: Any, b: Array) -> bool:
    """Whether two arrays agree up to rounding."""
    return shape_of(a) == b.shape and bool(np.allclose(to_numpy(a), b, rtol=1e-4, atol=1e-5))


def keras_model(model: Any, *, name: str = "model") -> None:
    """Checks that `model` is a model of Keras, of whatever style."""
    __tracebackhide__ = True
    made(model, name)
    keras = hasattr(model, "compute_loss") and hasattr(model, "count_params")
    require(keras, f"`{name}` is {kind(model)}", "be a keras.Model")


def keras_dropout_modes(model: Any, x: Any, *, name: str = "model", active: bool = True) -> None:
    """Checks that a Keras model repeats its output when it is used; where `active`, not with training=True.

    It is used by model(x, training=False), as predict does, and by model(x): a functional model of Keras 3 hands
    `training` on to layers only where it is given, so that Dropout(…)(x, training=True) shows in the latter alone.
    """
    __tracebackhide__ = True
    keras_model(model, name=name)
    dropout_inactive_in_eval(model, x, name=name)
    first, second = (call(model, x, called=f"`{name}(x)`") for _ in range(2))
    repeats = shape_of(first) == shape_of(second) and np.allclose(first, second, rtol=1e-5, atol=1e-7)
    seen = f"`{name}` gives two different outputs for the same input when it is used, by `{name}(x)`"
    require(repeats, seen, "give the same", "dropout must be off unless `training=True` is asked for")
    if active:
        dropout_active_in_train(model, x, name=name)


def parameter_budget(model: Any, below: int, *, x: Any = None, name: str = "model") -> None:
    """Checks that a Keras model has some parameters, but fewer than `below`; x builds a model not built yet."""
    __tracebackhide__ = True
    keras_model(model, name=name)
    if x is not None and not model.built:
        call(model, x, called=f"`{name}(x)`", training=False)
    count = call(model.count_params, called=f"`{name}.count_params()`")
    require(count > 0, f"`{name}` has no parameters", "have some")
    why = "most weights sit where the first dense layer meets the flattened maps: pool once more, or make it narrower"
    require(count < below, f"`{name}` has {count} parameters", f"have fewer than {below}", why)


def model_compiled_with(
    model: Any, *, loss: str, metrics: Sequence[str] = (), optimizer: str = "", name: str = "model"
) -> None:
    """Checks what a Keras model is compiled with: its loss and metrics by their values, its optimizer by class.

    loss: "categorical_crossentropy" (a little label smoothing included) or "sparse_categorical_crossentropy", of
    probabilities; metrics: "accuracy"; optimizer: the name of a class of Keras, such as "Adam", or "".
    """
    __tracebackhide__ = True
    keras_model(model, name=name)
    compiled = bool(model.compiled) and model.optimizer is not None
    require(
        compiled, f"`{name}` is not compiled", "be", "`compile` names the optimizer, the loss and the metrics"
    )
    for _ in range(2):
        _require_loss(model, loss, name)
    for metric in metrics:
        _require_metric(model, metric, loss.startswith("sparse"), name)
    if optimizer:
        names = {cls.__name__ for cls in model.optimizer.__class__.__mro__}
        require(optimizer in names, f"the optimizer of `{name}` is another", f"be {optimizer}")


def _sample(sparse: bool) -> tuple[Array, Array, Array]:
    """Labels as numbers (N,) and as the loss wants them, and probabilities (N, K) of which some are right."""
    labels = np.random.randint(0, _CLASSES, _ROWS)
    p = np.random.dirichlet(np.full(_CLASSES, 0.5), _ROWS) + 1e-3
    top = p[: _ROWS // 4].argmax(axis=1)  # a quarter is right, of the others some by chance
    labels[: _ROWS // 4] = top
    target = labels if sparse else np.eye(_CLASSES, dtype=np.float32)[labels]
    return labels, target, (p / p.sum(axis=1, keepdims=True)).astype(np.float32)


def _require_loss(model: Any, loss: str, name: str) -> None:
    """Raises AssertionError unless the model's loss has the value that the formula gives."""
    __tracebackhide__ = True
    sparse = {"categorical_crossentropy": False, "sparse_categorical_crossentropy": True}[loss]
    labels, target, p = _sample(sparse)
    form = f"labels of shape {target.shape} and probabilities of shape {p.shape}"
    got = _computed(lambda: model.compute_loss(x=None, y=target, y_pred=p), "loss", form, name)
    extra = sum(float(to_numpy(penalty)) for penalty in model.losses)  # of weights, if it has any
    value = float(to_numpy(got)) - extra
    rows = np.arange(_ROWS)
    expected, uniform = -np.log(p[rows, labels]).mean(), -np.log(p).mean()
    share = (value - expected) / (uniform - expected)  # of label smoothing
    seen = f"the loss of `{name}` is {rounded(value)} where that of its task is {rounded(expected)}"
    logits = -np.log(np.exp(p)[rows, labels] / np.exp(p).sum(axis=1)).mean()
    taken = abs(value - logits) < 1e-3
    require(not taken, seen, "be that", "it takes probabilities for logits, and applies a softmax of its own")
    right = -1e-3 < share < 0.21
    require(right, seen, "be that", f"{form} call for {loss.replace('_', ' ')}")


def _require_metric(model: Any, metric: str, sparse: bool, name: str) -> None:
    """Raises AssertionError unless one of the model's metrics has the value that `metric` should have."""
    __tracebackhide__ = True
    if metric != "accuracy":
        raise ValueError(f"No formula for the metric {metric!r}, only for 'accuracy'.")
    labels, target, p = _sample(sparse)
    model.reset_metrics()
    form = f"labels of shape {target.shape} and probabilities of shape {p.shape}"
    got = _computed(lambda: model.compute_metrics(x=None, y=target, y_pred=p), "metrics", form, name)
    model.reset_metrics()
    accuracy = float((p.argmax(axis=1) == labels).mean())
    values = [float(to_numpy(value)) for value in got.values()]
    measured = any(abs(value - accuracy) < 1e-4 for value in values)
    require(
        measured,
        f"no metric of `{name}` measures its accuracy",
        "be told while it trains: name it in `compile`",
    )


def _computed(compute: Callable[[], Any], what: str, form: str, name: str) -> Any:
    """What the model computes; an error of Keras' becomes an AssertionError."""
    __tracebackhide__ = True
    try:
        return compute()
    except (ValueError, TypeError, IndexError, RuntimeError) as error:
        seen = f"the {what} of `{name}` raised {builtin_name(error)} for {form}"
        raise AssertionError(f"{seen[0].upper()}{seen[1:]}, but should be made for such labels.") from error
