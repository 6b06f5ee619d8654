"""Where the student's code lives: in this process, or in a kernel behind the judge."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_back: ContextVar[bool] = ContextVar("back", default=False)
_importer: ContextVar[Callable[[str], Any]] = ContextVar("importer", default=importlib.import_module)


def there(module: str) -> Any:
    """The module of that name in the process where the student's code lives.

    A test that hands objects to a student's function builds them there: `nn = there("torch.nn")`, then
    `evaluate(nn.Linear(784, 10), loader)`. In a notebook this is an ordinary import; under the judge it is
    a proxy of the kernel's module.
    """
    return _importer.get()(module)


@contextmanager
def importing_from(importer: Callable[[str], Any]) -> Iterator[None]:
    """Makes `there` ask `importer`, for as long as the block runs; the judge wraps each test in it."""
    token = _importer.set(importer)
    try:
        yield
    finally:
        _importer.reset(token)


@contextmanager
def arguments_come_back() -> Iterator[None]:
    """Lets the block see what calls of a student's functions change in the objects that they are given.

    Only a test that asks whether something was changed needs it. In a notebook there is nothing to do. The judge
    hands copies over, and brings them back only here: else code that changes a test's input might make a wrong
    answer fit.
    """
    token = _back.set(True)
    try:
        yield
    finally:
        _back.reset(token)


def coming_back() -> bool:
    """Whether a call is inside `arguments_come_back`; the judge's probe asks."""
    return _back.get()
