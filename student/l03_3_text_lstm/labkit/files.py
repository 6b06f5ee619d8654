"""Files for a student's function to read or write, made where the student's code lives.

A test asks for this module by `there("labkit.files")`. It stands on its own (it imports nothing else of labkit).
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np


def temporary(name: str, content: str | None = None) -> str:
    """The path of a file of that name in a new folder, with that content (UTF-8), or not yet there."""
    path = Path(tempfile.mkdtemp(), name)
    if content is not None:
        path.write_bytes(content.encode())
    return str(path)


def discard(path: str) -> None:
    """Removes the file with its folder, which `temporary` has made."""
    shutil.rmtree(Path(path).parent, ignore_errors=True)


def array_kinds(path: str) -> dict[str, str]:
    """The kind of dtype of each array in an npz file: f, i, U …, or "pickle" where it needs pickle.

    The path with the ending that `np.savez` adds is as good. Raises: FileNotFoundError, ValueError for other files.
    """
    file = Path(path) if Path(path).exists() else Path(path + ".npz")
    kinds = {}
    with np.load(file, allow_pickle=False) as arrays:
        for name in arrays.files:
            try:
                kinds[str(name)] = arrays[name].dtype.kind
            except ValueError:
                kinds[str(name)] = "pickle"
    return kinds
