"""A file that another system reads, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """The file's text, empty where it cannot be written, and what its reader should know, a line each."""

    text: str = ""
    notes: tuple[str, ...] = ()
