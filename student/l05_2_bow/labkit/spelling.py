"""Words whose hash is another, as in another process, and analogies answered by a script.

A test asks for this module by `there("labkit.spelling")`. It stands on its own (it imports nothing else of labkit).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


class Rehashed(str):
    """A word with a hash of another process: Python salts the hashes of strings anew each time it starts."""

    def __hash__(self) -> int:
        """The usual hash, changed."""
        return str.__hash__(self) ^ 0x5DEECE66D

    def __eq__(self, other: object) -> bool:
        """Equality as of other strings."""
        return str.__eq__(self, other) is True


def in_two_processes(fn: Callable[..., Any], word: str, *args: Any) -> tuple[Any, Any]:
    """fn(word, *args) as it is, and with the word as another process would hash it."""
    return fn(word, *args), fn(Rehashed(word), *args)


class ScriptedSolver:
    """Answers analogies (a, b, c) from a script, with the list of that answer and a few words behind it."""

    def __init__(self, answers: Mapping[tuple[str, str, str], str]) -> None:
        self.answers = dict(answers)
        self.asked: list[tuple[str, str, str]] = []

    def __call__(self, a: str, b: str, c: str, k: int = 1) -> list[str]:
        """The k first of the answer and the words behind it."""
        self.asked.append((a, b, c))
        return [self.answers[a, b, c], "one", "two", "three", "four"][:k]
