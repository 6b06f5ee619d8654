"""Checks of values: each with cases that should pass, and cases that should fail with a message."""

import re

import numpy as np
import pytest
import torch
from labkit import checks

ONES = torch.ones(3, 2)


class Unknown:
    """An object of a class that the checks know nothing of; its name must not be repeated."""


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


@pytest.mark.parametrize("value", [0, "", [], False, ONES, Unknown()])
def test_exists_should_pass(value):
    checks.exists(value, "x")


@pytest.mark.parametrize("value", [None, ...])
def test_exists_should_fail(value):
    with fails(r"^`make_mlp` is not there yet: define it"):
        checks.exists(value, "make_mlp")


@pytest.mark.parametrize("value", [ONES, ONES.numpy(), np.float32(1)])
def test_array_should_pass(value):
    checks.array(value, name="x")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ([1.0], "a list"),
        ((), "a tuple"),
        ({}, "a dict"),
        ("secret", "a string"),
        (1.5, "a number"),
        (True, "a bool"),
        (Unknown, "a class"),
        (fails, "a function"),
        (Unknown(), "another kind of object"),
        (torch.nn.Linear(1, 1), "a model or layer"),
        (ValueError("secret"), "an exception"),
    ],
)
def test_array_should_fail(value, kind):
    with fails(rf"^`x` is {kind}, but should be an array or tensor\.$"):
        checks.array(value, name="x")


@pytest.mark.parametrize("expected", [(3, 2), [3, 2], (None, 2), (3, None), torch.Size([3, 2])])
@pytest.mark.parametrize("x", [ONES, ONES.numpy()])
def test_shape_should_pass(x, expected):
    checks.shape(x, expected, name="x")


@pytest.mark.parametrize(
    ("x", "expected", "words"),
    [
        (ONES, (2, 3), "`x` has shape (3, 2), but should be (2, 3): rows are samples."),
        (ONES, (3,), "`x` has shape (3, 2), but should be (3,): rows are samples."),
        (ONES.numpy(), (None, 4), "`x` has shape (3, 2), but should be (any, 4): rows are samples."),
        (np.float64(1), (1,), "`x` has shape (), but should be (1,): rows are samples."),
        ([[1]], (1, 1), "`x` is a list, but should be an array or tensor."),
        (None, (1, 1), "`x` is not there yet"),
    ],
)
def test_shape_should_fail(x, expected, words):
    with fails(re.escape(words)):
        checks.shape(x, expected, name="x", why="rows are samples")


@pytest.mark.parametrize("expected", ["float32", torch.float32, np.float32, np.dtype("float32")])
@pytest.mark.parametrize("x", [ONES, ONES.numpy()])
def test_dtype_should_pass(x, expected):
    checks.dtype(x, expected, name="x")


@pytest.mark.parametrize("expected", ["int64", torch.int64, np.int64])
@pytest.mark.parametrize("x", [ONES, ONES.numpy()])
def test_dtype_should_fail(x, expected):
    with fails(r"^`x` has dtype float32, but should be int64: class labels\.$"):
        checks.dtype(x, expected, name="x", why="class labels")


@pytest.mark.parametrize("x", [ONES, 1.0, 3, [1, 2.5], np.arange(3), torch.tensor(2.0, dtype=torch.bfloat16)])
def test_finite_should_pass(x):
    checks.finite(x, name="x")


@pytest.mark.parametrize(
    ("x", "words"),
    [
        (torch.tensor([1.0, float("nan"), float("inf")]), "2 of 3 values of `x` are NaN or infinite"),
        (float("nan"), "`x` is not finite"),
        ([1.0, float("-inf")], "1 of 2 values"),
        ("text", "`x` is a string, but should be an array, a tensor, or a number"),
        (np.array(["a"]), "`x` is an array or tensor of shape"),
        ([[1, 2], [3]], "items of `x` have different shapes"),
        (None, "`x` is not there yet"),
    ],
)
def test_finite_should_fail(x, words):
    with fails(words):
        checks.finite(x, name="x")


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (ONES, np.ones((3, 2))),
        (ONES + 5e-5, ONES),
        (1.0, torch.tensor(1.0)),
        ([1, 2], np.array([1.0, 2.0])),
        (np.array([np.inf, np.nan]), np.array([np.inf, np.nan])),
        (torch.tensor([True]), [1]),
        (ONES.clone().requires_grad_(), ONES),
    ],
)
def test_close_should_pass(x, expected):
    checks.close(x, expected, name="x")


@pytest.mark.parametrize(
    ("x", "expected", "words"),
    [
        (ONES, ONES + 0.5, r"^6 of 6 values of `x` are off, by up to 0\.5, but should agree .*: scale it\.$"),
        (1.0, 1.5, r"^`x` is off by 0\.5, but should agree with the expected number: scale it\.$"),
        (ONES, torch.ones(3), r"has shape \(3, 2\), but should be \(3,\): scale it"),
        (ONES * float("nan"), ONES, "6 of 6 values of `x` are NaN or infinite"),
        ("1.0", 1.0, "`x` is a string"),
        (None, 1.0, "`x` is not there yet"),
    ],
)
def test_close_should_fail(x, expected, words):
    with fails(words):
        checks.close(x, expected, name="x", why="scale it")


def test_close_should_not_tell_the_values():
    with pytest.raises(AssertionError) as info:
        checks.close(torch.tensor([7.125]), torch.tensor([13.625]), name="x")
    assert "7.125" not in str(info.value)
    assert "13.625" not in str(info.value)


@pytest.mark.parametrize("x", [0.5, 1, 0, np.float32(0.5), np.array(0.5), torch.tensor(0.5), torch.tensor(1)])
def test_number_should_pass(x):
    checks.number(x, name="loss", low=0, high=1)


@pytest.mark.parametrize(
    ("x", "words"),
    [
        (1.5, r"^`loss` is 1\.5, but should be at most 1: a share\.$"),
        (-2, r"^`loss` is -2, but should be at least 0: a share\.$"),
        (float("nan"), "`loss` is not finite"),
        (torch.ones(1), r"`loss` is an array or tensor of shape \(1,\), but should be a single number"),
        (torch.tensor(0.5, requires_grad=True), "`loss` still carries its gradient graph"),
        (True, "`loss` is a bool"),
        ("0.5", "`loss` is a string"),
        ((0.5, 0.5), "`loss` is a tuple"),
        (1j, "`loss` is a number, but should be a single number"),
        (None, "`loss` is not there yet"),
    ],
)
def test_number_should_fail(x, words):
    with fails(words):
        checks.number(x, name="loss", low=0, high=1, why="a share")


@pytest.mark.parametrize("x", [ONES, 1.0, [ONES, 2.0], {"loss": 0.5}, "text"])
def test_no_gradient_should_pass(x):
    checks.no_gradient(x, "losses")


@pytest.mark.parametrize("make", [lambda t: t, lambda t: [0.0, t * 2], lambda t: {"loss": t.sum()}])
def test_no_gradient_should_fail(make):
    with fails(
        r"`losses` still carries its gradient graph, but should be free of it: keep numbers by `\.item"
    ):
        checks.no_gradient(make(torch.ones(2, requires_grad=True)), "losses")


@pytest.mark.parametrize(
    "predictions",
    [torch.tensor([0, 1, 2, 0]), np.array([0, 1, 2, 1]), torch.eye(3)[[0, 1, 2, 0]], np.eye(3)[[0, 1, 2, 1]]],
)
def test_accuracy_at_least_should_pass(predictions):
    checks.accuracy_at_least(predictions, torch.tensor([0, 1, 2, 2]), 0.75)


@pytest.mark.parametrize(
    ("predictions", "words"),
    [
        (
            torch.tensor([0, 0, 0, 0]),
            r"^`model` reaches an accuracy of 0\.25 on new digits, but should reach at least 0\.75",
        ),
        (
            torch.tensor([0, 1, 2]),
            r"have shape \(3,\) and dtype int64, but should be scores \(4, classes\) or",
        ),
        (torch.tensor([0.0, 1, 2, 2]), r"have shape \(4,\) and dtype float32"),
        (torch.ones(4, 1), r"have shape \(4, 1\)"),
        (torch.full((4, 3), float("nan")), "12 of 12 values of `predictions of model` are NaN"),
        ([0, 1, 2, 2], "is a list"),
        (None, "not there yet"),
    ],
)
def test_accuracy_at_least_should_fail(predictions, words):
    with fails(words):
        checks.accuracy_at_least(predictions, torch.tensor([0, 1, 2, 2]), 0.75, where="on new digits")
