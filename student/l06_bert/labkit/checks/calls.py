"""Calling a student's code so that its errors read as messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from labkit.checks.content import is_array, shape_of
from labkit.checks.words import kind

# Not the student's mistake to explain, or the grader's own: these pass through untouched.
_PASS = (MemoryError, TimeoutError, ConnectionError, EOFError)


def call(fn: Callable[..., Any], /, *args: Any, called: str, **kwargs: Any) -> Any:
    """What the call returns; a builtin exception that it raises becomes an AssertionError that names it."""
    __tracebackhide__ = True
    if not callable(fn):
        raise AssertionError(
            f"{called} cannot be called: it is {kind(fn)}, but should be a function or a model."
        )
    try:
        return fn(*args, **kwargs)
    except _PASS:
        raise
    except Exception as error:
        name = builtin_name(error)
        if name == "Exception":
            raise
        raise AssertionError(
            f"{called} raised {name}{_for_inputs(args)}, but should run without an error."
        ) from error


def builtin_name(error: Exception) -> str:
    """The nearest builtin class of an exception: a student's own class names are not repeated.

    Exceptions of the grader's own, such as a timeout, derive from Exception and from no other builtin class.
    """
    return next(cls.__name__ for cls in error.__class__.__mro__ if cls.__module__ == "builtins")


def _for_inputs(args: tuple[Any, ...]) -> str:
    """The shapes of the arrays among the arguments, for a message."""
    shapes = [str(shape_of(arg)) for arg in args if is_array(arg)]
    return f" for input of shape {' and '.join(shapes)}" if shapes else ""
