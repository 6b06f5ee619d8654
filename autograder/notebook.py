"""A submission's notebook: read with bounds, and what its check cells ask for."""

from __future__ import annotations

import ast
import gc
import json
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import nbformat

from autograder.errors import SubmissionError

_MAX_BYTES = 64 << 20
_MAX_CELLS = 5000
_KEPT = ("cell_type", "id", "source", "input", "language", "level")
_CHECK = re.compile(r"\.\s*check\s*\(")


def read_notebook(raw: bytes) -> Any:
    """A version-4 notebook without outputs. Raises: SubmissionError with a sentence for the student."""
    if len(raw) > _MAX_BYTES:
        raise SubmissionError(
            f"the notebook is larger than {_MAX_BYTES >> 20} MB",
            mend="Clear the outputs (Kernel → Restart & Clear Output), save, and submit again",
        )
    mend = "Open it in Jupyter, save it, and submit the saved file"
    try:
        with _no_collecting():
            data = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise SubmissionError("the file is not a notebook: it cannot be read as JSON", mend=mend) from None
    if not isinstance(data, dict) or not isinstance(data.get("nbformat"), int):
        raise SubmissionError("the file is JSON, but not a notebook", mend=mend)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(json.dumps(_bare(data)), as_version=4)
        return _plain(notebook)
    except Exception:  # nbformat raises many kinds, and a student's file may provoke any of them
        raise SubmissionError("the notebook's structure is damaged", mend=mend) from None


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Spares the search for garbage among what is being read: it makes ten million empty lists take 14 s, not 1."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _bare(data: dict[str, Any]) -> dict[str, Any]:
    """The same notebook of any version without outputs and metadata, which may be of any size and shape."""
    sheets = data.get("worksheets", ())
    given = [*data.get("cells", ()), *(cell for sheet in sheets for cell in sheet["cells"])]
    if len(given) > _MAX_CELLS:
        raise ValueError("too many cells")
    cells = []
    for cell in given:
        kept = {key: cell[key] for key in _KEPT if key in cell}
        more: dict[str, Any] = {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {}
        cells.append({**kept, **more, "metadata": {}})
    inside: dict[str, Any] = {"worksheets": [{"cells": cells}]} if sheets else {"cells": cells}
    minor = data.get("nbformat_minor")
    return {"nbformat": data["nbformat"], "nbformat_minor": minor, "metadata": {}, **inside}


def _plain(notebook: Any) -> Any:
    """Only what running needs: cells with their type, text and id, no outputs, no metadata but ours."""
    cells = []
    for cell in notebook.cells:
        source = cell.get("source", "")
        source = "".join(source) if isinstance(source, list) else source
        given = cell.get("id")
        name = {"id": given} if isinstance(given, str) else {}
        if cell.get("cell_type") == "code" and isinstance(source, str):
            cells.append(nbformat.v4.new_code_cell(source, **name))
        else:
            cells.append(nbformat.v4.new_markdown_cell(str(source), **name))
    return nbformat.v4.new_notebook(cells=cells)


def checks_of(source: str) -> list[str]:
    """The questions whose `….check("q1")` a cell calls, in order."""
    if not _CHECK.search(source):
        return []
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return [
        str(call.args[0].value)
        for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset))
        if isinstance(call.func, ast.Attribute) and call.func.attr == "check"
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    ]


def check_points(notebook: Any, questions: list[str]) -> dict[int, list[str]]:
    """For each cell's index, the questions to judge after it: where each is checked last, as otter counts."""
    last: dict[str, int] = {}
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            last.update({name: index for name in checks_of(cell.source) if name in questions})
    points: dict[int, list[str]] = {}
    for name in questions:
        if name in last:
            points.setdefault(last[name], []).append(name)
    return points
