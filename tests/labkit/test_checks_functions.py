"""Checks of how functions behave."""

import random

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
import torch
from labkit import checks


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


def refuse(error: type[Exception] = ValueError):
    raise error("a sentence of the student's")


class Odd(ZeroDivisionError):
    """A student's own exception class."""


class Engine(Exception):
    """An exception of a grader's own, such as its timeout."""


def test_raises_should_pass():
    checks.raises(ValueError, refuse)
    checks.raises(ArithmeticError, refuse, Odd)
    checks.raises(ValueError, refuse, error=UnicodeError, about="no text")


@pytest.mark.parametrize(
    ("fn", "words"),
    [
        (
            lambda: 1,
            r"^No error was raised, but should raise ValueError with a sentence .*: p = 1 drops all\.$",
        ),
        (lambda: refuse(TypeError), "^TypeError was raised, but should raise ValueError"),
        (lambda: refuse(Odd), "^ZeroDivisionError was raised"),
        (None, "not there yet"),
    ],
)
def test_raises_should_fail(fn, words):
    with fails(words) as info:
        checks.raises(ValueError, fn, about="p = 1 drops all")
    assert "of the student's" not in str(info.value)


@pytest.mark.parametrize("check", [checks.raises, checks.deterministic, checks.unchanged_inputs])
def test_exceptions_of_the_grader_should_pass_through(check):
    first = (ValueError,) if check is checks.raises else ()
    with pytest.raises(Engine):
        check(*first, refuse, Engine)


def test_call_should_pass():
    assert checks.call(max, 1, 2, called="`max`", key=abs) == 2


def test_call_should_fail():
    with fails(
        r"^`f\(x\)` raised ZeroDivisionError for input of shape \(3,\), but should run without an error\.$"
    ):
        checks.call(lambda x: refuse(Odd), torch.ones(3), called="`f(x)`")
    with fails("^`f` cannot be called: it is None, but should be a function or a model"):
        checks.call(None, called="`f`")
    for error in (Engine, MemoryError, TimeoutError):
        with pytest.raises(error):
            checks.call(refuse, error, called="`f`")


RESULTS = [
    1.5,
    float("nan"),
    "text",
    None,
    np.arange(3),
    torch.ones(2),
    {"a": [torch.ones(2), (1, 2)]},
    {1, 2},
    pd.DataFrame({"a": [1, 2]}),
    scipy.sparse.eye_array(3).tocsr(),
]


@pytest.mark.parametrize("result", RESULTS, ids=lambda r: r.__class__.__name__)
def test_deterministic_should_pass(result):
    checks.deterministic(lambda: result)


def test_deterministic_should_pass_in_spite_of_changed_inputs():
    checks.deterministic(lambda x: x.pop(), [1, 2])


@pytest.mark.parametrize(
    ("fn", "words"),
    [
        (
            lambda: torch.rand(3),
            "^Two calls with the same arguments gave different results, but should .*seed",
        ),
        (lambda: {"a": [np.random.rand(2)]}, "different results"),
        (lambda: random.random(), "different results"),
        (lambda: refuse(), r"^The function raised ValueError, but should run without an error\.$"),
        (lambda: object(), "^The result is another kind of object, but should be numbers, text, arrays"),
        (lambda: [lambda: 1], "^The result is a list"),
        (None, "not there yet"),
    ],
)
def test_deterministic_should_fail(fn, words):
    with fails(words):
        checks.deterministic(fn)


def test_deterministic_should_fail_when_shapes_dtypes_or_keys_differ():
    for a, b in [
        (torch.ones(2), torch.ones(3)),
        (torch.ones(2), torch.ones(2).double()),
        ({"a": 1}, {"b": 1}),
        ([1], [1, 2]),
        (1, "1"),
        (torch.ones(1), 1.0),
        (scipy.sparse.eye_array(2).tocsr(), scipy.sparse.eye_array(3).tocsr()),
        (pd.Series([1]), pd.Series([2])),
    ]:
        results = iter([a, b])
        with fails("different results, .*: keep no state"):
            checks.deterministic(lambda results=results: next(results), about="keep no state")


def make_inputs():
    return [
        np.ones(3),
        torch.ones(3),
        [3, 1, 2],
        {"k": [1]},
        {1},
        pd.DataFrame({"a": [1, 2]}),
        scipy.sparse.eye_array(3).tolil(),
        "text",
        np.array([1.0, np.nan]),
    ]


def test_unchanged_inputs_should_pass():
    checks.unchanged_inputs(
        lambda *args, **kwargs: sorted(args[2]), *make_inputs(), key=[1], model=torch.nn.ReLU()
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda x: x[0].__iadd__(1),
        lambda x: x[1].add_(1),
        lambda x: x[2].sort(),
        lambda x: x[3]["k"].append(2),
        lambda x: x[4].clear(),
        lambda x: x[5].__setitem__("b", 1),
        lambda x: x[6].__setitem__((0, 0), 5),
        lambda x: x[1].requires_grad_(),
    ],
)
def test_unchanged_inputs_should_fail(change):
    with fails("^The function changed its argument [1-7], but should leave it as it was: work on a copy"):
        checks.unchanged_inputs(lambda *args: change(args), *make_inputs())


def test_unchanged_inputs_should_fail_for_keywords():
    with fails("changed its argument `table`, but should leave it as it was: copy it"):
        checks.unchanged_inputs(lambda table: table.clear(), table={1: 2}, about="copy it")


def test_unchanged_inputs_should_fail_when_the_call_fails():
    with fails(r"The function raised IndexError for input of shape \(3,\)"):
        checks.unchanged_inputs(lambda x: x[5], torch.ones(3))
