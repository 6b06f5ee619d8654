"""Checks of how a function behaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from labkit.checks.calls import builtin_name, call
from labkit.checks.content import copied, is_array, is_data, is_torch, same
from labkit.checks.values import exists
from labkit.checks.words import kind, require, sentence
from labkit.place import arguments_come_back


def raises(
    exception: type[Exception], fn: Callable[..., Any], /, *args: Any, about: str = "", **kwargs: Any
) -> None:
    """Checks that the call raises `exception` (or a subclass); `about` says what makes no sense."""
    __tracebackhide__ = True
    exists(fn, "the function")
    should = f"raise {exception.__name__} with a sentence that says what is wrong"
    try:
        fn(*args, **kwargs)
    except exception:
        return
    except Exception as error:
        name = builtin_name(error)
        if name == "Exception":
            raise
        raise AssertionError(sentence(f"{name} was raised", should, about)) from error
    raise AssertionError(sentence("no error was raised", should, about))


def deterministic(fn: Callable[..., Any], /, *args: Any, about: str = "", **kwargs: Any) -> None:
    """Checks that two calls of `fn` with equal arguments return equal data (floats to 1e-6)."""
    __tracebackhide__ = True
    exists(fn, "the function")
    first, second = (call(fn, *copied(args), called="The function", **copied(kwargs)) for _ in range(2))
    for result in (first, second):
        require(
            is_data(result), f"the result is {kind(result)}", "be numbers, text, arrays, or lists of them"
        )
    require(
        same(first, second, rtol=1e-6, atol=1e-8),  # sums may be taken in another order by other threads
        "Two calls with the same arguments gave different results",
        "give the same",
        about or "look for random numbers without a seed, and for state kept from one call to the next",
    )


def unchanged_inputs(fn: Callable[..., Any], /, *args: Any, about: str = "", **kwargs: Any) -> None:
    """Checks that a call of `fn` leaves its arrays, tensors, lists and dicts as they were."""
    __tracebackhide__ = True
    exists(fn, "the function")
    before = copied((args, kwargs))
    with arguments_come_back():
        call(fn, *args, called="The function", **kwargs)
    why = (
        about
        or "work on a copy, and beware of operations in place such as `+=`, `x[...] =`, `.sort()`, `.add_()`"
    )
    for i, (old, new) in enumerate(zip(before[0], args, strict=True), start=1):
        require(_as_before(old, new), f"the function changed its argument {i}", "leave it as it was", why)
    for key, new in kwargs.items():
        require(
            _as_before(before[1][key], new),
            f"the function changed its argument `{key}`",
            "leave it as it was",
            why,
        )


def _as_before(old: Any, new: Any) -> bool:
    """Whether a value equals its earlier copy; of what is no data nothing is known."""
    if is_torch(old) and is_torch(new) and old.requires_grad != new.requires_grad:
        return False
    if is_array(old) and is_array(new):
        return same(old, copied(new))
    return same(old, new) if is_data(old) else True
