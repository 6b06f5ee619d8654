"""Checks of fine-tuning: tokens and masks, what is frozen, the learning rate's way, accumulation, scores.

Models are PyTorch's, here or behind a proxy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from labkit.checks.calls import call
from labkit.checks.content import Array, is_array, to_numpy
from labkit.checks.models import is_module, made
from labkit.checks.training import one_optimizer_step_matches
from labkit.checks.values import array, close, exists, finite, number, shape
from labkit.checks.words import kind, require, rounded

if TYPE_CHECKING:
    from torch import Tensor


def attention_mask_matches_padding(
    encodings: Any, *, pad: int = 0, length: int | None = None, name: str = "encodings"
) -> None:
    """Checks that the attention mask is 1 on tokens and 0 on padding, which follows the tokens.

    encodings: a mapping with input_ids and attention_mask (N, T); pad: the padding's id; length: T, if it matters.
    """
    __tracebackhide__ = True
    exists(encodings, name)
    require(isinstance(encodings, Mapping), f"`{name}` is {kind(encodings)}", "be a dict of tensors")
    for key in ("input_ids", "attention_mask"):
        require(key in encodings, f"`{name}` has no {key!r}", "hold input_ids and attention_mask")
        array(encodings[key], name=f"{name}[{key!r}]")
    ids, mask = (to_numpy(encodings[key]) for key in ("input_ids", "attention_mask"))
    shape(
        ids, (None, length), name=f"{name}['input_ids']", why="one row a text, cut and padded to one length"
    )
    shape(mask, ids.shape, name=f"{name}['attention_mask']", why="one entry for each id")
    real = ids != pad
    seen = f"{np.count_nonzero(mask[~real])} of {np.count_nonzero(~real)} paddings have mask 1"
    require(not mask[~real].any(), seen, "have 0", "else the network reads padding as if it were text")
    seen = f"{np.count_nonzero(mask[real] != 1)} of {np.count_nonzero(real)} tokens do not have mask 1"
    require(bool((mask[real] == 1).all()), seen, "all have it")


def frozen_except(
    model: Any, trainable: Sequence[str], *, either: Sequence[str] = (), name: str = "model", why: str = ""
) -> None:
    """Checks that just the parameters whose names begin with one of `trainable` require gradients.

    either: beginnings of names that may do or not.
    """
    __tracebackhide__ = True
    made(model, name)
    require(is_module(model), f"`{name}` is {kind(model)}", "be an nn.Module")
    flags = {key: bool(p.requires_grad) for key, p in dict(model.named_parameters()).items()}
    flags = {key: flag for key, flag in flags.items() if not key.startswith(tuple(either) or ("\0",))}
    head = [key for key in flags if key.startswith(tuple(trainable))]
    still = sum(not flags[key] for key in head)
    seen = f"{still} of {len(head)} parameters that should be trained are frozen in `{name}`"
    require(bool(head) and not still, seen, "all require gradients", why)
    loose = sum(flags.values()) - len(head)
    seen = (
        f"{loose} of {len(flags) - len(head)} parameters that should be frozen require gradients in `{name}`"
    )
    require(loose == 0, seen, "be frozen, every one: requires_grad says so, not the mode", why)


def lr_schedule_matches(
    rates: Any, *, lr: float, total_steps: int, warmup: float = 0.1, name: str = "lr"
) -> None:
    """Checks that a learning rate climbs in a line to `lr` over the first steps, and falls in a line to 0.

    rates: the rate used at each of `total_steps` steps; warmup: the share of them that climbs. Each rate may be
    that of the step before or after: counting from 0 or from 1 is a matter of taste.
    """
    __tracebackhide__ = True
    values = np.asarray(rates, dtype=float)
    shape(values, (total_steps,), name=name, why="one rate for each step")
    finite(values, name=name)
    rise = warmup * total_steps
    line = np.arange(-1, total_steps + 2)
    ideal = lr * np.clip(np.minimum(line / rise, (total_steps - line) / (total_steps - rise)), 0, 1)
    near = np.stack([ideal[:-2], ideal[1:-1], ideal[2:]])[:, :total_steps]
    why = f"a line up from 0 over the first {rounded(100 * warmup)} % of the steps, a line down to 0 over the rest"
    start, peak = values[0] / lr, int(values.argmax())
    require(values[0] <= near.max(axis=0)[0] + 0.02 * lr, f"`{name}` starts at {rounded(start)} of its full value",
            "start near 0", why)  # fmt: skip
    seen = f"`{name}` reaches {rounded(values.max() / lr)} of the value asked for"
    require(abs(values.max() - lr) <= lr * max(1 / rise, 0.05), seen, "reach it, and go no higher", why)
    seen = f"`{name}` is highest at step {peak} of {total_steps}"
    require(abs(peak - rise) <= 1.5, seen, "be so where the warm-up ends", why)
    seen = f"`{name}` ends at {rounded(values[-1] / lr)} of its full value"
    require(values[-1] <= near.max(axis=0)[-1] + 0.02 * lr, seen, "end near 0", why)
    off = (values < near.min(axis=0) - 0.02 * lr) | (values > near.max(axis=0) + 0.02 * lr)
    require(
        not off.any(), f"`{name}` leaves the lines at {off.sum()} of {total_steps} steps", "keep to them", why
    )


def accumulation_equals_large_batch(
    model: Any,
    step: Callable[[], Any],
    loss: Callable[[Mapping[str, Tensor]], Tensor],
    *,
    lr: float,
    parts: int,
    name: str = "model",
    rtol: float = 1e-2,
) -> None:
    """Checks that `step()`, on micro-batches, moves the weights as plain descent on all texts at once does.

    step: a function of the test's own that makes the student's code take one step, by plain gradient descent with
    rate `lr`, on `parts` micro-batches of one size. loss: the mean loss over all their texts, from the parameters.
    """
    __tracebackhide__ = True
    why = (
        f"over {parts} micro-batches clear the gradients once, divide each loss by {parts}, let the gradients add up, "
        "and step once"
    )
    one_optimizer_step_matches(model, step, loss, lr=lr, name=name, rtol=rtol, why=why)


def softmax_stable(fn: Callable[..., Any], *, name: str = "probabilities") -> None:
    """Checks that fn(logits) is the softmax over classes of logits (N, K), for large ones and small ones, too."""
    __tracebackhide__ = True
    for size in (1.0, 30.0, 1000.0, 50000.0):
        for rows, classes in ((5, 5), (7, 3)):
            z = (size * (np.random.rand(rows, classes) * 2 - 1)).astype(np.float32)
            _require_softmax(fn, z, f"{name}(logits)", f"logits up to {size:g}")
    z = np.random.randn(6, 2).astype(np.float32)
    _require_softmax(fn, z + 1000, f"{name}(logits)", "logits near 1000")
    _require_softmax(fn, z - 1000, f"{name}(logits)", "logits near -1000")


def _require_softmax(fn: Callable[..., Any], z: Array, called: str, sizes: str) -> None:
    """One comparison of `softmax_stable`."""
    __tracebackhide__ = True
    result = with_either(fn, z, called=called)
    shape(result, z.shape, name=called, why="one probability for each class of each text")
    why = f"for {sizes}: subtract each row's maximum before the exponential, which overflows from 89 on"
    got = to_numpy(result).astype(np.float64)
    require(
        bool(np.isfinite(got).all()), f"`{called}` has entries that are NaN or infinite", "be finite", why
    )
    exponentials = np.exp(z.astype(np.float64) - z.max(axis=1, keepdims=True))
    wanted = exponentials / exponentials.sum(axis=1, keepdims=True)
    rows = np.abs(got.sum(axis=1) - 1).max()
    seen = f"the rows of `{called}` sum to 1 only within {rounded(rows)}"
    require(rows < 1e-3, seen, "sum to 1", "one row is one text: the classes lie along the last axis")
    close(got, wanted, name=called, rtol=1e-3, atol=1e-4, why="the softmax of each row")


def with_either(fn: Callable[..., Any], *arrays: Array, called: str) -> Any:
    """What fn returns for tensors, or, where it cannot take them, for the same as NumPy arrays."""
    __tracebackhide__ = True
    import torch

    try:
        return call(fn, *(torch.from_numpy(value.copy()) for value in arrays), called=called)
    except AssertionError as error:
        try:
            return call(fn, *(value.copy() for value in arrays), called=called)
        except AssertionError:
            raise error from None


def metrics_match(fn: Callable[..., Any], y_true: Any, y_pred: Any, *, name: str = "metrics") -> None:
    """Checks the accuracy, precision, recall and F1 of class 1 that fn(y_true, y_pred) returns, with 0 for 0/0."""
    __tracebackhide__ = True
    truth, guess = (np.asarray(y).astype(np.int64) for y in (y_true, y_pred))
    called = f"{name}(y_true, y_pred)"
    result = with_either(fn, truth, guess, called=called)
    exists(result, called)
    require(isinstance(result, Mapping), f"{called} is {kind(result)}", "be a dict")
    wanted = _scores(truth, guess)
    got = {}
    for key in wanted:
        require(key in result, f"{called} has no entry {key!r}", "have accuracy, precision, recall and f1")
        value = result[key]
        if is_array(value):
            require(to_numpy(value).size == 1, f"`{key}` is {kind(value)}", "be one number")
            value = float(to_numpy(value).reshape(-1)[0])
        number(value, name=key)
        got[key] = float(value)
    _require_scores(got, wanted)


def _require_scores(got: Mapping[str, float], wanted: Mapping[str, float]) -> None:
    """Raises AssertionError for the first score that is off, naming the two that are often swapped."""
    __tracebackhide__ = True
    apart = abs(wanted["precision"] - wanted["recall"]) > 2e-3
    swapped = (
        apart and abs(got["precision"] - wanted["recall"]) + abs(got["recall"] - wanted["precision"]) < 1e-3
    )
    require(not swapped, "precision and recall are swapped", "be the other way round",
            "precision: of those predicted as 1; recall: of those that are 1")  # fmt: skip
    for key, value in wanted.items():
        seen = f"`{key}` is {rounded(got[key])}, which is off by {rounded(abs(got[key] - value))}"
        require(abs(got[key] - value) <= 6e-4, seen, "be that of class 1, with 0 for 0 / 0",
                "count true positives, false positives and false negatives; no mean over classes")  # fmt: skip


def _scores(truth: Array, guess: Array) -> dict[str, float]:
    """The scores of class 1."""
    hit = float(np.sum((truth == 1) & (guess == 1)))
    claimed, actual = float(np.sum(guess == 1)), float(np.sum(truth == 1))
    return {
        "accuracy": float(np.mean(truth == guess)),
        "precision": hit / claimed if claimed else 0.0,
        "recall": hit / actual if actual else 0.0,
        "f1": 2 * hit / (claimed + actual) if claimed + actual else 0.0,
    }
