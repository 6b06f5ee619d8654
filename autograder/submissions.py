"""Submissions as a class hands them in: notebooks, otter's export zips, and folders of either."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.errors import CourseError, SubmissionError

GRADEBOOK = "gradebook.sqlite"
MAX_BYTES = 64 * 2**20  # of one submission, unpacked
MAX_ENTRIES = 1000  # of one archive
MAX_ID_BYTES = 120  # leaves room for suffixes in the 255 bytes that file systems give a name

_KINDS = (".ipynb", ".zip")
_NOT_HANDED_IN = (".csv", ".yml", ".yaml", ".toml")  # a class list beside the submissions is none of them
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # as file names on Windows
_EXPORT_MARKS = (".OTTER_LOG", "__zip_filename__")
_MEND = "Name a folder of notebooks (.ipynb) or otter exports (.zip), or single ones"


@dataclass(frozen=True)
class Submission:
    """What one student handed in for one lab."""

    id: str  # stable, unique within a class, safe as a file name
    source: str  # the file's name as found, for staff
    notebook: bytes = b""  # the .ipynb as handed in, not parsed
    files: Mapping[str, bytes] = field(default_factory=dict)  # further files by relative POSIX path
    problem: str = ""  # why no notebook could be found or read, if so

    @property
    def digest(self) -> str:
        """SHA-256 over all that a grade depends on."""
        total = hashlib.sha256()
        parts = [("notebook", self.notebook), ("problem", self.problem.encode())]
        for name, content in (*parts, *sorted(self.files.items())):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
        return total.hexdigest()


@dataclass(frozen=True)
class _Found:
    """A file or folder that stands for one student, and the path, given by the reader, it lay under."""

    path: Path
    top: Path
    problem: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """Ids from the short to the long: the way below the given folder, and the same with its name."""
        below = self.path.relative_to(self.top)
        parts = below.parts if self.path.is_dir() else below.with_suffix("").parts
        return safe_id("-".join(parts)), safe_id("-".join((self.top.name, *parts)))


def find_submissions(paths: Sequence[Path]) -> list[Submission]:
    """All submissions under `paths`, by id; one that cannot be read stays, with its `problem`.

    Raises: CourseError for a path that does not exist or under which nothing was handed in.
    """
    found = {item.path: item for path in paths for item in _collect(path)}
    if not found:
        raise CourseError("no submissions were named", mend=_MEND)
    named = _name_all(sorted(found.values(), key=lambda item: item.path.as_posix()))
    return sorted((_read(name, item) for name, item in named.items()), key=lambda submission: submission.id)


def safe_id(text: str) -> str:
    """`text` as an id: Unicode letters stay (NFC); what file systems and spreadsheets trip over is `_`."""
    text = unicodedata.normalize("NFC", text)
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" or c in "-._" else "_" for c in text)
    kept = re.sub(r"_{2,}", "_", kept).lstrip("-.").rstrip(".")
    kept = kept.encode()[:MAX_ID_BYTES].decode(errors="ignore")
    return f"_{kept}" if not kept or _RESERVED.fullmatch(kept) else kept


def _name_all(found: Iterable[_Found]) -> dict[str, _Found]:
    """A unique id for each: the short name, else the long one, else a number behind it."""
    items = list(found)
    short = Counter(item.names[0].casefold() for item in items)
    named: dict[str, _Found] = {}
    taken: set[str] = set()
    for item in items:
        name = item.names[0] if short[item.names[0].casefold()] == 1 else item.names[1]
        numbers = (f"{name}-{n}" for n in range(2, len(items) + 2))
        unique = (
            name if name.casefold() not in taken else next(n for n in numbers if n.casefold() not in taken)
        )
        taken.add(unique.casefold())
        named[unique] = item
    return named


def _collect(path: Path) -> list[_Found]:
    if not path.exists():
        raise CourseError("there is no such file or folder", where=str(path), mend=_MEND)
    if path.is_dir():
        try:
            found = list(_walk(path.resolve()))  # resolved, so that `.` has a name too
        except OSError as error:
            raise CourseError(
                f"the folder can't be read ({error.strerror})", where=str(path), mend="Check its permissions"
            ) from None
        if not found:
            raise CourseError("no submission in this folder", where=str(path), mend=_MEND)
        return found
    if path.suffix.lower() not in _KINDS:
        raise CourseError("neither a notebook nor a zip", where=str(path), mend=_MEND)
    top = path.parent.resolve()
    return [_Found(top / path.name, top)]


def _walk(top: Path) -> Iterator[_Found]:
    """Notebooks and zips at any depth; at the top also what a student handed in instead of them."""
    flat = any(entry.suffix.lower() in _KINDS for entry in top.iterdir() if entry.is_file())
    for entry in sorted(top.iterdir()):
        if _hidden(entry.name):
            continue
        if entry.is_dir() and not entry.is_symlink():
            inside = list(_notebooks(entry, top))
            yield from inside
            if not inside and not flat and not (entry / GRADEBOOK).exists():
                yield _Found(entry, top, "There is no notebook in the folder that was handed in.")
        elif entry.suffix.lower() in _KINDS:
            yield _Found(entry, top)
        elif entry.suffix.lower() not in _NOT_HANDED_IN and entry.stem.lower() != "readme":
            yield _Found(entry, top, _wrong_kind(entry))


def _notebooks(folder: Path, top: Path) -> Iterator[_Found]:
    for here, folders, files in os.walk(folder):
        if GRADEBOOK in files:  # an earlier run's reports lie here, not submissions
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not _hidden(name))
        for name in sorted(files):
            if Path(name).suffix.lower() in _KINDS and not _hidden(name):
                yield _Found(Path(here, name), top)


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name in ("__MACOSX", "__pycache__", "desktop.ini", "Thumbs.db")


def _wrong_kind(entry: Path) -> str:
    kind = f"a {entry.suffix} file" if re.fullmatch(r"\.\w{1,8}", entry.suffix) else "a file of another kind"
    return f"This is {kind}, but should be the lab's notebook (.ipynb) or the zip that it exports."


def _read(name: str, found: _Found) -> Submission:
    try:
        if found.problem:
            raise SubmissionError(found.problem)
        notebook, files = _read_zip(found.path) if _is_zip(found.path) else (_read_file(found.path), {})
    except SubmissionError as error:
        return Submission(name, found.path.name, problem=error.what)
    return Submission(name, found.path.name, notebook, files)


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _read_file(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise SubmissionError("This is a link or a special file, but should be a file of its own.")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SubmissionError(f"The file could not be read ({error.strerror}).") from None
    if len(content) > MAX_BYTES:
        raise SubmissionError(_too_large("The file"))
    return content


def _too_large(what: str) -> str:
    return f"{what} is larger than {MAX_BYTES >> 20} MB. Clear the notebook's outputs and hand it in again."


def _read_zip(path: Path) -> tuple[bytes, dict[str, bytes]]:
    """The notebook of an otter export, and the files beside it. Raises: SubmissionError."""
    _read_file(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = _entries(archive)
            notebook = _only_notebook(entries)
            content = _unpack(archive, entries)
    except SubmissionError:
        raise
    except Exception:  # zipfile and its codecs raise nearly anything on bytes made to break them
        raise SubmissionError(
            "The zip is damaged or locked by a password, so it can't be unpacked."
        ) from None
    folder = notebook.parent
    files = {p.relative_to(folder).as_posix(): c for p, c in content.items() if p.is_relative_to(folder)}
    return files.pop(notebook.name), files


def _entries(archive: zipfile.ZipFile) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """The archive's files that a submission may have. Raises: SubmissionError for one that it may not."""
    if len(archive.infolist()) > MAX_ENTRIES:
        raise SubmissionError(f"The zip holds more than {MAX_ENTRIES} files. Hand in only the lab's own.")
    entries = {}
    for info in archive.infolist():
        path = PurePosixPath(info.filename.replace("\\", "/"))
        drive = bool(path.parts) and path.parts[0].endswith(":")
        is_link = (info.external_attr >> 16) & 0o170000 == 0o120000
        if path.is_absolute() or drive or ".." in path.parts or is_link:
            raise SubmissionError(
                "The zip holds a link or a path that leads out of it, so it isn't unpacked."
            )
        skipped = any(_hidden(part) for part in path.parts) or path.name in _EXPORT_MARKS
        if not info.is_dir() and path.name and not skipped:
            entries[path] = info
    return entries


def _only_notebook(entries: Iterable[PurePosixPath]) -> PurePosixPath:
    notebooks = [path for path in entries if path.suffix.lower() == ".ipynb"]
    if not notebooks:
        raise SubmissionError("There is no notebook (.ipynb) in the zip.")
    top = min(len(path.parts) for path in notebooks)
    candidates = [path for path in notebooks if len(path.parts) == top]
    if len(candidates) > 1:
        raise SubmissionError(
            f"There are {len(candidates)} notebooks in the zip. Hand in only the lab's own."
        )
    return candidates[0]


def _unpack(
    archive: zipfile.ZipFile, entries: Mapping[PurePosixPath, zipfile.ZipInfo]
) -> dict[PurePosixPath, bytes]:
    """All entries' content, counted while it is unpacked, since the sizes that a zip states may be wrong."""
    content: dict[PurePosixPath, bytes] = {}
    left = MAX_BYTES
    for path, info in entries.items():
        with archive.open(info) as file:
            content[path] = file.read(left + 1)
        left -= len(content[path])
        if left < 0:
            raise SubmissionError(_too_large("What the zip unpacks to"))
    return content
