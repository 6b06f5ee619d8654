"""Folders as data: a tree maps relative POSIX paths to bytes; compared in memory, written in one step."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

Tree = Mapping[str, bytes]


def read_tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, but for caches and hidden ones; empty when there is no such folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(is_litter(part) for part in path.relative_to(folder).parts)
    }


def is_litter(part: str) -> bool:
    """Whether a file or folder of that name is a tool's, and none of ours."""
    return part.startswith(".") or part == "__pycache__"


def write_tree(folder: Path, tree: Tree) -> tuple[Path, ...]:
    """Replaces a folder by the tree in one rename, unless it holds just that; returns what changed."""
    old = read_tree(folder)
    if old == dict(tree):
        return ()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as temporary:
        new = Path(temporary) / "new"
        for name, data in tree.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(data)
        if folder.exists():
            folder.rename(Path(temporary) / "old")
        new.rename(folder)
    return tuple(
        folder / name for name in sorted(tree.keys() | old.keys()) if tree.get(name) != old.get(name)
    )


def write_file(path: Path, data: bytes) -> tuple[Path, ...]:
    """Replaces a file in one rename, unless it holds just that; returns what changed."""
    if path.is_file() and path.read_bytes() == data:
        return ()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(prefix=f".{path.name}-", dir=path.parent, delete=False) as temporary:
        temporary.write(data)
    Path(temporary.name).chmod(0o644)
    Path(temporary.name).replace(path)
    return (path,)


def remove(path: Path) -> None:
    """Removes a file or a folder, if there is one."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def differences(folder: Path, wanted: Tree) -> list[str]:
    """What a folder lacks, has too much or has otherwise than wanted: `path (stale)`."""
    found = read_tree(folder)
    lines = []
    for name in sorted(found.keys() | wanted.keys()):
        if found.get(name) != wanted.get(name):
            kind = "missing" if name not in found else "extra" if name not in wanted else "stale"
            lines.append(f"{folder.parent.name}/{folder.name}/{name} ({kind})")
    return lines
