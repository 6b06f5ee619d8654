"""The bundle: otter's autograder zip, packed again so that equal content gives equal bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from autograder.build.tree import Tree

INDEX = "bundle.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold
_EXECUTABLE = ("run_autograder", "setup.sh")


def unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def pack(tree: Tree) -> bytes:
    """A zip with sorted entries, one time, fixed permissions.

    Entries are stored, not compressed: what zlib writes differs from version to version.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(tree):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # Unix, wherever we are: it says how the permissions are read
            entry.external_attr = (0o100755 if name in _EXECUTABLE else 0o100644) << 16
            archive.writestr(entry, tree[name])
    return buffer.getvalue()


def bundle(otter_zip: Tree, lab: str, points: dict[str, float], manual: Mapping[str, Any]) -> bytes:
    """The content of otter's zip with `bundle.json`: the questions that tests grade, in the notebook's order,
    their points, and what there is to know of those that people read."""
    index = {"lab": lab, "questions": list(points), "points": points, **manual}
    return pack({**otter_zip, INDEX: (json.dumps(index, indent=2) + "\n").encode()})
