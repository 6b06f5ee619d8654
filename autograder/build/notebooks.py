"""Notebooks in and out: the one that otter reads, the student's in normal form, the solved one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import nbformat
import yaml
from nbformat import v4

from autograder.build import markers
from autograder.build.source import Cell, LabSource, Role, stable_ids

CODE, MARKDOWN = "code", "markdown"
_TAGS = {"otter_assign_solution_cell": "otter_answer_cell"}  # otter forgets this when it strips all cells


def otter_notebook(source: LabSource, files: Iterable[str], python: str) -> bytes:
    """The notebook that `otter assign` reads, its config completed by what the build knows."""
    extra = {"requirements": "requirements.txt", "python_version": python}
    config = {**extra, **source.assignment.values, "files": sorted(files)}
    cells = []
    for cell in source.cells:
        text = cell.text
        if cell.role is Role.CONFIG:
            text = f"{markers.CONFIG}\n{yaml.safe_dump(config, sort_keys=False, allow_unicode=True)}"
        make = {CODE: v4.new_code_cell, MARKDOWN: v4.new_markdown_cell, "raw": v4.new_raw_cell}[cell.kind]
        cells.append(make(text, id=cell.id))
    return _dump(v4.new_notebook(cells=cells, metadata=dict(source.metadata)))


def student_notebook(data: bytes) -> bytes:
    """Otter's student notebook in normal form: stable ids, no outputs, no empty cells, sorted keys."""
    notebook: Any = nbformat.reads(data.decode(), as_version=4)
    cells = []
    for cell in notebook.cells:
        cell.source = cell.source if isinstance(cell.source, str) else "".join(cell.source)
        if cell.cell_type == CODE:
            cell.outputs, cell.execution_count = [], None
        if "tags" in cell.metadata:
            cell.metadata.tags = [_TAGS.get(tag, tag) for tag in cell.metadata.tags]
        if cell.source.strip():
            cells.append(cell)
    _renumber(cells)
    metadata = {key: notebook.metadata[key] for key in ("kernelspec", "otter") if key in notebook.metadata}
    return _dump(v4.new_notebook(cells=cells, metadata=metadata))


def with_first_cell(data: bytes, text: str) -> bytes:
    """A student's notebook with one more cell of code at its top, whose text is folded away."""
    notebook: Any = nbformat.reads(data.decode(), as_version=4)
    folded = {"jupyter": {"source_hidden": True}, "cellView": "form", "deletable": False, "editable": False}
    notebook.cells.insert(0, v4.new_code_cell(text, metadata=folded))
    _renumber(notebook.cells)
    return _dump(notebook)


def solved_cells(source: LabSource) -> list[tuple[Cell, str]]:
    """The cells that the solved notebook shows, each with its text there."""
    shown = []
    for cell in source.cells:
        if cell.kind != "raw" and cell.role in (Role.FREE, Role.SOLUTION):
            text = markers.solved_source(cell.text) if cell.kind == CODE else cell.text
            if text.strip():
                shown.append((cell, text))
    return shown


def solved_notebook(source: LabSource) -> Any:
    """The solved notebook, not yet executed; it names its lab as the student's does, so it can be graded."""
    cells = []
    for cell, text in solved_cells(source):
        make = v4.new_code_cell if cell.kind == CODE else v4.new_markdown_cell
        cells.append(make(text, id=cell.id))
    _renumber(cells)
    metadata = {**source.metadata, "otter": {"assignment_name": source.path.stem}}
    return v4.new_notebook(cells=cells, metadata=metadata)


def _renumber(cells: list[Any]) -> None:
    """Gives ids that depend on the cells' texts as shown: otter's own are random."""
    for cell, name in zip(cells, stable_ids((c.cell_type, c.source) for c in cells), strict=True):
        cell.id = name


def _dump(notebook: Any) -> bytes:
    nbformat.validate(notebook)
    return dump(notebook)


def dump(notebook: Any) -> bytes:
    """A notebook as bytes: keys sorted, one line break at the end."""
    return (str(nbformat.writes(notebook)).rstrip("\n") + "\n").encode()
