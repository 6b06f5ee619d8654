"""Short ways to say how many there are, for lines on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

MANY = 5  # names that a line has before it only counts


def some(names: Sequence[str], most: int = MANY) -> str:
    """The first few by name."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    between = "; " if any("," in name for name in names) else ", "  # `Doe, Jane` is one
    return between.join(names[:most]) + more


def many(count: int, one: str) -> str:
    """`1 notebook`, `2 notebooks`."""
    return f"{count} {one}{'s' * (count != 1)}"
