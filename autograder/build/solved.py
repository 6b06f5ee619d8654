"""The solved notebook, executed once for each change of what its outputs depend on."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from autograder.build.notebooks import dump, solved_cells, solved_notebook
from autograder.build.source import LabSource
from autograder.build.tree import Tree
from autograder.course import Lab
from autograder.errors import SourceError
from autograder.kernel.environment import computing_environment

NAMESPACE = "autograder"  # of our entries in the notebook's metadata
_EXECUTED = ("outputs", "execution_count")
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def unexecuted(source: LabSource, files: Tree) -> Any:
    """The solved notebook without outputs; its metadata hold the digest of all that these depend on."""
    notebook = solved_notebook(source)
    digest = hashlib.sha256(json.dumps([[c.cell_type, c.source] for c in notebook.cells]).encode())
    for name in sorted(files):
        digest.update(f"\0{name}\0".encode() + files[name])
    notebook.metadata[NAMESPACE] = {"digest": digest.hexdigest()}
    return notebook


def solve(lab: Lab, source: LabSource, files: Tree, committed: bytes) -> tuple[bytes, bool]:
    """The solved notebook with outputs, and whether it was executed now.

    `files` are labkit's and the lab's data; `committed` is what is there already (b"" if nothing), whose
    outputs are kept while the digest is the same. Raises: SourceError when a cell fails.
    """
    notebook = unexecuted(source, files)
    if is_current(notebook, committed):
        return committed, False
    with tempfile.TemporaryDirectory(prefix="solve-") as temporary:
        folder = Path(temporary).resolve()
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        _execute(lab, source, notebook, folder)
        _clean(source, notebook, str(folder))
    return dump(notebook), True


def is_current(notebook: Any, committed: bytes) -> bool:
    """Whether the committed notebook has these cells and this digest; its outputs are not compared."""
    return bool(_without_outputs(committed) == _without_outputs(dump(notebook)))


def _without_outputs(data: bytes) -> Any:
    """A notebook's JSON but for what executing it changes; None for what is no notebook."""
    try:
        notebook = json.loads(data)
        cells = [{key: cell[key] for key in cell if key not in _EXECUTED} for cell in notebook["cells"]]
        return {**notebook, "cells": cells}
    except (ValueError, TypeError, KeyError):
        return None


def _execute(lab: Lab, source: LabSource, notebook: Any, folder: Path) -> None:
    client = NotebookClient(
        notebook,
        timeout=int(lab.submission_seconds),
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
    )
    metadata = notebook.metadata.copy()
    try:
        # TensorFlow's libraries log to the process's own stderr at import; what Python writes there is in the cells
        client.execute(env=_environment(lab, folder), stderr=subprocess.DEVNULL)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise _failure(source, notebook, error) from None
    notebook.metadata = metadata  # nbclient adds this machine's Python version


def _environment(lab: Lab, folder: Path) -> dict[str, str]:
    """One kernel is like the other: the course's thread count, no GPU, a fixed order of sets, no profile."""
    fixed = {
        "PYTHONPATH": str(folder),
        "IPYTHONDIR": str(folder / ".ipython"),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        **computing_environment(lab.threads),
        "CUDA_VISIBLE_DEVICES": "",
    }
    return {**os.environ, **fixed}


def _failure(source: LabSource, notebook: Any, error: Exception) -> SourceError:
    """The error for the last cell that was begun."""
    number = max(
        (i for i, c in enumerate(notebook.cells) if c.get("outputs") or c.get("execution_count")), default=0
    )
    if isinstance(error, CellExecutionError):
        what = f"the solution raises {error.ename}: {_COLOURS.sub('', error.evalue).splitlines()[:1]}"
        number = next(
            i
            for i, c in enumerate(notebook.cells)
            if any(output.output_type == "error" for output in c.get("outputs", ()))
        )
    else:
        what = f"the solution did not finish: {str(error).splitlines()[0]}"
    cell = solved_cells(source)[number][0]
    return source.fault(cell, what, "Mend the cell: it is run in a fresh kernel, in order")


def _clean(source: LabSource, notebook: Any, folder: str) -> None:
    """Drops what stderr got (warnings name paths of this machine). Raises: SourceError on an address."""
    for (cell, _), shown in zip(solved_cells(source), notebook.cells, strict=True):
        if shown.cell_type != "code":
            continue
        shown.outputs = [output for output in shown.outputs if output.get("name") != "stderr"]
        shown.metadata.pop("execution", None)
        text = json.dumps(shown.outputs)
        if _ADDRESS.search(text) or folder in text:
            what = "the cell's output holds a memory address or a path, so no two builds agree"
            raise source.fault(cell, what, "Show something else; end a plotting call with `;`")
