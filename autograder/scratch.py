"""The program's own temporary folder: gone at its end, and swept by a later one where it was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

from autograder.errors import CourseError

PREFIX = "ag-run-"
_LOCK = "lock"  # held by the program; the system lets go of it however that ends
_LAST = -200  # at the program's end, after multiprocessing has removed its own folder inside
_LEAST_BYTES = 1 << 20
_MEND = "Make room there, or name another folder by the environment variable TMPDIR"


@cache
def process_folder() -> Path:
    """This program's folder for all that it needs for a moment; made, after a sweep, by the first call.

    Raises: CourseError when there is no room for one.
    """
    parent = _temporary_folder()
    sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    lock = _hold(folder)
    Finalize(None, _remove, args=(folder, lock), exitpriority=_LAST)
    return folder


@contextmanager
def run_folder() -> Iterator[Path]:
    """A new folder inside the program's, for as long as the block runs. Raises: CourseError, as above."""
    with new_folder(process_folder()) as folder:
        yield folder


@contextmanager
def new_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder for as long as the block runs, in `parent` or where temporary files lie."""
    folder = Path(tempfile.mkdtemp(prefix="ag-", dir=parent))
    try:
        yield folder
    finally:
        remove_tree(folder)


def remove_tree(folder: Path) -> None:
    """Removes a folder whatever a student's code left in it: paths of any depth, folders without permissions.

    What lies deeper is first moved up, so that no path gets long. What can't be removed stays.
    """
    before: list[str] = []
    with suppress(OSError):
        os.chmod(folder, 0o700)
        while (entries := sorted(entry.path for entry in os.scandir(folder))) and entries != before:
            before = entries
            for path in entries:
                with suppress(OSError):
                    _remove_level(path, folder)
        os.rmdir(folder)


def _remove_level(path: str, top: Path) -> None:
    """Removes a file, or a folder but for the folders in it, which move up to `top`."""
    if os.path.islink(path) or not os.path.isdir(path):
        os.unlink(path)
        return
    os.chmod(path, 0o700)
    for entry in list(os.scandir(path)):
        if entry.is_dir(follow_symlinks=False):
            os.chmod(entry.path, 0o700)
            os.rename(entry.path, top / os.urandom(16).hex())
        else:
            os.unlink(entry.path)
    os.rmdir(path)


def sweep(parent: Path) -> None:
    """Removes the folders there that are ours and that no living program holds."""
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            ours = entry.name.startswith(PREFIX) and entry.is_dir(follow_symlinks=False)
            if ours and _owner_is_us(entry) and _is_left(Path(entry.path)):
                remove_tree(Path(entry.path))


def _temporary_folder() -> Path:
    try:
        parent = Path(tempfile.gettempdir())
        free = shutil.disk_usage(parent).free
    except OSError as error:
        what = f"there is no folder for temporary files ({error.strerror or error})"
        raise CourseError(what, mend=_MEND) from None
    if free < _LEAST_BYTES:
        raise CourseError("there is no room left for temporary files", where=str(parent), mend=_MEND)
    return parent


def _remove(folder: Path, lock: int) -> None:
    remove_tree(folder)
    os.close(lock)


def _owner_is_us(entry: os.DirEntry[str]) -> bool:
    return not hasattr(os, "getuid") or entry.stat(follow_symlinks=False).st_uid == os.getuid()


def _hold(folder: Path) -> int:
    """Makes the folder's lock, which a sweep sees only once it is held."""
    new = folder / "new"
    lock = os.open(new, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600)
    _try_lock(lock)
    with suppress(OSError):  # Windows renames no open file; there nothing is swept
        new.rename(folder / _LOCK)
    return lock


def _is_left(folder: Path) -> bool:
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False  # without a lock: just being made
    try:
        return _try_lock(lock)
    finally:
        os.close(lock)


def _try_lock(lock: int) -> bool:
    """Whether nobody else holds it; it is then held until the descriptor closes."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
