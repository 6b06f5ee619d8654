"""Copy-restore: what a call in the kernel changed in its arguments, brought back into the judge's own objects.

This happens only where a test asks for it, by `labkit.place.arguments_come_back`: to see whether they changed.
Otherwise code could change a test's input, or what shares memory with it, until a wrong answer fits.
"""

from __future__ import annotations

from typing import Any

import numpy as np


class BadChange(Exception):
    """A change that no call could make to that argument."""


def restore(operands: tuple[Any, ...], changes: Any) -> None:
    """Copy-restore: brings what a call changed in its arguments back into the judge's own objects."""
    if not changes:
        return
    if not isinstance(changes, list):
        raise BadChange("changes to arguments that were not sent")
    arguments = [*operands[1], *operands[2].values()]
    for change in changes:
        if not isinstance(change, list) or len(change) != 2 or type(change[0]) is not int:
            raise BadChange("a change of an unknown form")
        if not 0 <= change[0] < len(arguments):
            raise BadChange("a change of an argument that was not sent")
        _assign(arguments[change[0]], change[1])


def _assign(target: Any, value: Any) -> None:
    """Makes `target` equal to `value` in place, as deep as the two have the same form."""
    if isinstance(target, list) and isinstance(value, list):
        _assign_items(target, value)
    elif isinstance(target, dict) and isinstance(value, dict):
        for key in [key for key in target if key not in value]:
            del target[key]
        for key, item in value.items():
            if key in target and _has_room(target[key], item):
                _assign(target[key], item)
            else:
                target[key] = item
    elif isinstance(target, set) and isinstance(value, set):
        target.clear()
        target.update(value)
    elif isinstance(target, tuple) and isinstance(value, tuple) and len(target) == len(value):
        for old, new in zip(target, value, strict=True):
            if _has_parts(old):
                _assign(old, new)
    elif isinstance(target, np.ndarray) and type(target) is type(value) and target.shape == value.shape:
        target[...] = value
    elif hasattr(target, "indptr") and type(target) is type(value) and target.shape == value.shape:
        vars(target).update(vars(value))  # a sparse matrix: its three arrays, and whether they are sorted
    elif hasattr(target, "detach") and type(target) is type(value):
        target.requires_grad_(value.requires_grad) if target.is_leaf else None
        target.data = value.detach().to(target.device)
    else:
        raise BadChange("of another form than the argument")


def _assign_items(target: list[Any], value: list[Any]) -> None:
    if len(target) == len(value):
        for index, (old, new) in enumerate(zip(target, value, strict=True)):
            if _has_room(old, new):
                _assign(old, new)
            else:
                target[index] = new
    else:
        target[:] = value


def _has_parts(value: Any) -> bool:
    plain = isinstance(value, list | dict | set | tuple | np.ndarray)
    return plain or hasattr(value, "detach") or hasattr(value, "indptr")


def _has_room(old: Any, new: Any) -> bool:
    """Whether an item of a list or dict can take the new one's values; else the new one takes its place."""
    same_shape = getattr(old, "shape", None) == getattr(new, "shape", None)
    same_length = not isinstance(old, tuple) or len(old) == len(new)
    return _has_parts(old) and type(old) is type(new) and same_shape and same_length
