"""The one form of the build's errors: file, line, cell, what is wrong, how to mend it."""

from __future__ import annotations

from pathlib import Path

from autograder.errors import SourceError


def shown(path: Path) -> str:
    """A path as the reader can click it: from here if it lies below, else in full."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def fault(path: Path, line: int, what: str, mend: str, *, cell: int | None = None) -> SourceError:
    """The error for a fault in a line of a file, and in its cell of that number."""
    where = f"{shown(path)}:{line}" + (f" (cell {cell})" if cell is not None else "")
    return SourceError(what, where=where, mend=mend)
