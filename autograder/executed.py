"""A notebook as it was run, with all that its cells showed, for reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.v4 import nbjson

from autograder.report.files import write_file

MAX_BYTES = 64 << 20


def write_executed(path: Path, notebook: Any) -> None:
    """Writes it, without outputs where these are too large to be opened. Raises: OSError."""
    content = _bytes(notebook)
    if len(content) > MAX_BYTES:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = []
        notebook.metadata.pop("widgets", None)
        content = _bytes(notebook)
    write_file(path, content)


def _bytes(notebook: Any) -> bytes:
    return nbjson.writes(notebook).encode("utf-8", "replace")  # type: ignore[no-any-return]  # half characters
