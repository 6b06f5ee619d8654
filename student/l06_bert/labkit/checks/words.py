"""The words of a check's message: what was seen, what it should be, which concept to look at."""

from __future__ import annotations

import numbers
from typing import Any

from labkit.checks.content import is_array, shape_of


def require(holds: bool, seen: str, should: str, why: str = "") -> None:
    """Raises AssertionError "seen, but should …: why." unless `holds`."""
    __tracebackhide__ = True
    if not holds:
        raise AssertionError(sentence(seen, should, why))


def sentence(seen: str, should: str, why: str = "") -> str:
    """The one template of all messages."""
    text = f"{seen}, but should {should}"
    text += f": {why}" if why else ""
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."


def rounded(number: float) -> str:
    """A number as messages show it: four digits, never enough to give a hidden value away."""
    return f"{float(number):.4g}"


def kind(value: Any) -> str:
    """What sort of thing a value is, in our own words: a student's class names are not repeated."""
    if value is None:
        return "None"
    if value is ...:
        return "still `...`"
    if is_array(value):
        return f"an array or tensor of shape {shape_of(value)}"
    plain = [
        (bool, "a bool"),
        (numbers.Number, "a number"),
        (str, "a string"),
        (bytes, "bytes"),
        (tuple, "a tuple"),
        (list, "a list"),
        (dict, "a dict"),
        (set, "a set"),
        (Exception, "an exception"),
    ]
    for cls, words in plain:
        if isinstance(value, cls):
            return words
    if isinstance(value, type):
        return "a class"
    if hasattr(value, "named_modules") or hasattr(value, "trainable_weights"):
        return "a model or layer"
    return "a function" if callable(value) else "another kind of object"
