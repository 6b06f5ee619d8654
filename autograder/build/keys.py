"""The keys that otter knows, read from its own configuration classes, with the types of their values."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import fica  # type: ignore[import-untyped]
from otter.assign.assignment import Assignment
from otter.assign.question_config import QuestionConfig

Number = int | float
Types = Mapping[str, Any]

# Otter has no class for these; see `AssignmentTestsManager.read_test`.
TEST: Types = {"hidden": bool, "points": Number, "success_message": str, "failure_message": str}


def _types_of(config: type[fica.Config]) -> Types:
    """A configuration class's keys, nested classes as tables of their own."""
    hints = get_type_hints(config)
    found: dict[str, Any] = {}
    for name, hint in hints.items():
        key = getattr(config, name, None)
        if isinstance(key, fica.Key):
            nested = key.subkey_container
            found[key.name or name] = _types_of(nested) if nested is not None else hint
    return found


ASSIGNMENT: Types = _types_of(Assignment)
QUESTION: Types = {**_types_of(QuestionConfig), "points": Number | dict}
SWITCHES = ("export_cell", "generate", "require_no_pdf_ack")  # tables that may also be `false` or `true`


def suggestion(key: str, known: Iterable[str]) -> str:
    """How to mend an unknown key."""
    names = sorted(known)
    near = difflib.get_close_matches(key.lower(), names, n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else f"The keys are: {', '.join(names)}"


def conforms(value: object, hint: Any) -> bool:
    """Whether a value read from YAML is of that type; a bool is no number here."""
    if hint is Any:
        return True
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(conforms(value, argument) for argument in arguments)
    if origin is Literal:
        return value in arguments
    if origin is list:
        return isinstance(value, list) and all(conforms(item, arguments[0]) for item in value)
    if origin is dict:
        return isinstance(value, dict)
    if hint in (int, float):
        return isinstance(value, int | hint) and not isinstance(value, bool)
    return isinstance(value, hint)


def words(hint: Any) -> str:
    """A type in words, for messages."""
    plain = {
        bool: "true or false",
        str: "a text",
        int: "a whole number",
        float: "a number",
        NoneType: "empty",
        dict: "a table",
    }
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        some = [argument for argument in arguments if not (argument is int and float in arguments)]
        return " or ".join(words(argument) for argument in some if argument is not NoneType)
    if origin is Literal:
        return " or ".join(repr(argument) for argument in arguments)
    if origin is list:
        return "a list, each item " + words(arguments[0])
    return plain.get(origin or hint, str(hint))
