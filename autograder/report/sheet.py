"""A file that another system reads, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_MANY = 5  # names in a line


@dataclass(frozen=True)
class Sheet:
    """The file's text, empty where it cannot be written, and what its reader should know, a line each."""

    text: str = ""
    notes: tuple[str, ...] = ()


def some(names: Iterable[str]) -> str:
    """The first few, and how many more there are."""
    known = list(names)
    more = f" and {len(known) - _MANY} more" if len(known) > _MANY else ""
    return ", ".join(known[:_MANY]) + more
