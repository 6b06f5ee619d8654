"""Folders and zips read alike, and safely: names that stay inside, sizes that are bounded, no links followed."""

from __future__ import annotations

import io
import os
import unicodedata
import zipfile
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Protocol

from autograder.errors import SubmissionError
from autograder.submissions.submission import GRADEBOOK, LeftOut, hidden, printable

MAX_BYTES = 64 * 2**20  # of one submission, unpacked
MAX_ENTRIES = 1000  # of one submission
MAX_CLASS_ENTRIES = 50_000  # of a whole class's zip

_BYTES_PER_ENTRY = 256  # in a zip's directory, on average: 46 and the name
EXPORT_MARKS = (".OTTER_LOG", "__zip_filename__")
_UTF8_FLAG = 0x800
_LINK = 0o120000
DAMAGED = "The zip is damaged or locked by a password, so it can't be unpacked."
LEADS_OUT = "The zip holds a link or a path that leads out of it, so it isn't unpacked."


class Tree(Protocol):
    """Files below one place. `files` and `folders` are relative to it, without hidden ones."""

    name: str
    files: tuple[PurePosixPath, ...]
    folders: frozenset[PurePosixPath]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Entries that may not be read."""

    def read(self, path: PurePosixPath, most: int) -> bytes:
        """A file's bytes, no more than one above `most`.

        Raises: SubmissionError, with a sentence for the student, when it can't be read.
        """

    def identity(self, path: PurePosixPath) -> Hashable:
        """The same for the same file, however it was reached."""


class FolderTree:
    """A folder on disk, or of it only the files in `only`. An earlier run's output inside is no part of it.

    Raises: OSError when the folder can't be read.
    """

    def __init__(self, top: Path, only: Iterable[str] | None = None) -> None:
        self.top = top.resolve()  # so that `.` has a name too
        self.name = self.top.name
        self.left_out: tuple[LeftOut, ...] = ()
        self._paths: dict[PurePosixPath, Path] = {}
        folders: set[PurePosixPath] = set()
        if only is None:
            os.listdir(self.top)
            self._walk(folders)
        else:
            self._paths = {PurePosixPath(name): self.top / name for name in only}
        self.files = tuple(sorted(self._paths))
        self.folders = frozenset(folders)

    def _walk(self, folders: set[PurePosixPath]) -> None:
        for here, inside, names in os.walk(self.top):
            if GRADEBOOK in names and Path(here) != self.top:  # reports lie here, not submissions
                inside.clear()
                folders.discard(self._below(Path(here)))
                continue
            inside[:] = sorted(name for name in inside if not hidden(name))
            linked = [name for name in inside if Path(here, name).is_symlink()]
            folders |= {self._below(Path(here, name)) for name in inside if name not in linked}
            for name in (*linked, *names):
                if not hidden(name):
                    self._paths[self._below(Path(here, name))] = Path(here, name)

    def _below(self, path: Path) -> PurePosixPath:
        return PurePosixPath(_nfc(path.relative_to(self.top).as_posix()))

    def read(self, path: PurePosixPath, most: int) -> bytes:
        return read_file(self._paths[path], most)

    def identity(self, path: PurePosixPath) -> Hashable:
        return self._paths[path]


class ZipTree:
    """A zip's entries; with `refuse`, one that leads out of it spoils the whole zip, else it is left out.

    Raises: SubmissionError when the zip can't be used.
    """

    def __init__(self, file: IO[bytes], name: str, *, most_entries: int, refuse: bool) -> None:
        self.name = name
        self.is_export = False  # whether otter left its marks at the top
        self._archive = _open(file, most_entries)
        self._infos: dict[PurePosixPath, zipfile.ZipInfo] = {}
        self._left_out: list[LeftOut] = []
        folders: set[PurePosixPath] = set()
        for info in self._archive.infolist():
            name = _entry_name(info)
            path, is_folder = PurePosixPath(name), name.endswith("/")
            if _leads_out(info, path):
                self._refuse(path, refuse)
            elif str(path) in EXPORT_MARKS:
                self.is_export = True
            elif path.parts and not any(hidden(part) for part in path.parts):
                folders |= {path if is_folder else path.parent, *path.parents}
                if not is_folder:
                    self._add(path, info)
        self.files = tuple(sorted(self._infos))
        self.folders = frozenset(folders - {PurePosixPath()})

    def _refuse(self, path: PurePosixPath, all_of_it: bool) -> None:
        if all_of_it:
            raise SubmissionError(LEADS_OUT)
        reason = "a link or a path that leads out of the zip; not unpacked"
        self._left_out.append(LeftOut(printable(str(path)), reason))

    def _add(self, path: PurePosixPath, info: zipfile.ZipInfo) -> None:
        first = self._infos.setdefault(path, info)
        if first is not info and (first.CRC, first.file_size) != (info.CRC, info.file_size):
            reason = "the zip holds two files of this name; the first one is used"
            self._left_out.append(LeftOut(printable(str(path)), reason))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        return tuple(self._left_out)

    def read(self, path: PurePosixPath, most: int) -> bytes:
        """Counted while it is unpacked, since the sizes that a zip states may be wrong."""
        try:
            with self._archive.open(self._infos[path]) as file:
                return file.read(most + 1)
        except Exception:  # zipfile and its codecs raise nearly anything on bytes made to break them
            raise SubmissionError(DAMAGED) from None

    def identity(self, path: PurePosixPath) -> Hashable:
        return self.name, path


@contextmanager
def open_zip(path: Path) -> Iterator[ZipTree]:
    """A class's zip on disk. Raises: SubmissionError or OSError."""
    with path.open("rb") as file:
        yield ZipTree(file, str(path.resolve()), most_entries=MAX_CLASS_ENTRIES, refuse=False)


def read_file(path: Path, most: int) -> bytes:
    """A file's bytes, no more than one above `most`, of a plain file only. Raises: SubmissionError."""
    if path.is_symlink() or not path.is_file():
        raise SubmissionError("This is a link or a special file, but should be a file of its own.")
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise SubmissionError(f"The file could not be read ({error.strerror}).") from None


class _TooMany(Exception):
    """A zip's directory is larger than so many entries need."""


class _Directory(io.BufferedReader):
    """A file from which a zip's directory is read in one piece, unless that is too large a piece."""

    most: int | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        if self.most is not None and size is not None and size > self.most:
            raise _TooMany
        return super().read(size)


def _open(file: IO[bytes], most_entries: int) -> zipfile.ZipFile:
    """Raises: SubmissionError, before memory is spent on a directory of millions of entries."""
    too_many = f"The zip holds more than {most_entries} files. Hand in only the lab's own."
    bounded = _Directory(file)  # type: ignore[arg-type]  # a file opened for reading bytes
    bounded.most = max(most_entries * _BYTES_PER_ENTRY, 1 << 17)
    try:
        archive = zipfile.ZipFile(bounded)
    except _TooMany:
        raise SubmissionError(too_many) from None
    except Exception:
        raise SubmissionError(DAMAGED) from None
    bounded.most = None
    if len(archive.infolist()) > most_entries:
        raise SubmissionError(too_many)
    return archive


def _entry_name(info: zipfile.ZipInfo) -> str:
    """An entry's name: many programs, Canvas among them, write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return _nfc(name.replace("\\", "/"))


def _leads_out(info: zipfile.ZipInfo, path: PurePosixPath) -> bool:
    is_link = (info.external_attr >> 16) & 0o170000 == _LINK
    return path.is_absolute() or bool(PureWindowsPath(path).drive) or ".." in path.parts or is_link


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
