"""What a collection says of each hand-in, and the submission that is read from it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from autograder.errors import SubmissionError
from autograder.people import Person
from autograder.submissions import tree
from autograder.submissions.notebooks import Wanted, choose
from autograder.submissions.submission import LeftOut, Submission, printable
from autograder.submissions.tree import ZipTree

NOTEBOOK, ZIP = ".ipynb", ".zip"

Read = Callable[[PurePosixPath, int], bytes]


@dataclass(frozen=True)
class Handed:
    """One attempt of one student or group, its files by the name that they were handed in with."""

    id: str
    people: tuple[Person, ...]
    source: str
    files: Mapping[str, PurePosixPath] = field(default_factory=dict)
    at: str = ""
    late: bool | None = None
    order: int = 0  # among attempts of which no time is known
    earlier: int = 0  # attempts that the collection tells of, but does not hold
    problem: str = ""
    other_id: str = ""  # a longer one, for when the id is somebody else's too


@dataclass(frozen=True)
class Parsed:
    """All hand-ins of a collection, and what in it is none."""

    handed: Sequence[Handed]
    left_out: Sequence[LeftOut] = ()


def read_submission(id: str, handed: Handed, read: Read, wanted: Wanted) -> tuple[Submission, list[LeftOut]]:
    """The submission, with its problem if no notebook could be made out, and which of its files are no use."""
    unused: list[LeftOut] = []
    try:
        if handed.problem:
            raise SubmissionError(handed.problem)
        notebook, files = _contents(handed, read, wanted, unused)
    except SubmissionError as error:
        return Submission(id, handed.source, problem=error.what), unused
    return Submission(id, handed.source, notebook, files), unused


def unzip(content: bytes, wanted: Wanted) -> tuple[bytes, dict[str, bytes], list[str]]:
    """The notebook of an otter export, the files beside it, the names of others. Raises: SubmissionError."""
    archive = ZipTree(io.BytesIO(content), "", most_entries=tree.MAX_ENTRIES, refuse=True)
    paths = {path.as_posix(): path for path in archive.files}
    if not any(_is(name, NOTEBOOK) for name in paths):
        raise SubmissionError("There is no notebook (.ipynb) in the zip.")
    files = _read_all(paths, archive.read, "What the zip unpacks to")
    return _split(files, choose(_notebooks(files), wanted))


def _contents(
    handed: Handed, read: Read, wanted: Wanted, unused: list[LeftOut]
) -> tuple[bytes, dict[str, bytes]]:
    """The lab's notebook, loose or in an export, and all that was handed in beside it."""
    files = _read_all(handed.files, read, "The file" if len(handed.files) == 1 else "What was handed in")
    loose = _notebooks(files)
    zips = [name for name in files if _is(name, ZIP)]
    exports = _exports(handed, files, wanted, unused, alone=len(zips) == 1 and not loose)
    if not loose and not exports:
        raise SubmissionError(_no_notebook(list(files)))
    chosen = choose({**loose, **{name: export[0] for name, export in exports.items()}}, wanted)
    rest = {name: content for name, content in files.items() if name not in exports}
    if chosen in loose:
        notebook, beside, others = _split(rest, chosen)
    else:
        notebook, inside, others = exports[chosen]
        beside = {**rest, **inside}
    unused += [LeftOut(_named(handed, name), "not in the notebook's folder, so not used") for name in others]
    return notebook, beside


def _exports(
    handed: Handed, files: Mapping[str, bytes], wanted: Wanted, unused: list[LeftOut], *, alone: bool
) -> dict[str, tuple[bytes, dict[str, bytes], list[str]]]:
    """What is in each zip that holds a notebook. Raises: SubmissionError for one that had to."""
    exports = {}
    for name in files:
        if not _is(name, ZIP):
            continue
        try:
            exports[name] = unzip(files[name], wanted)
        except SubmissionError as error:
            if alone:
                raise
            unused.append(LeftOut(_named(handed, name), f"kept as a file: {error.what}"))
    return exports


def _split(files: Mapping[str, bytes], notebook: str) -> tuple[bytes, dict[str, bytes], list[str]]:
    """A notebook, the files in and below its folder by their way from there, and the names of others."""
    folder = PurePosixPath(notebook).parent
    below = [name for name in files if PurePosixPath(name).is_relative_to(folder)]
    beside = {PurePosixPath(n).relative_to(folder).as_posix(): files[n] for n in below if n != notebook}
    return files[notebook], beside, [name for name in files if name not in below]


def _read_all(paths: Mapping[str, PurePosixPath], read: Read, what: str) -> dict[str, bytes]:
    """All files, together no larger than one submission may be. Raises: SubmissionError."""
    if len(paths) > tree.MAX_ENTRIES:
        raise SubmissionError(f"There are more than {tree.MAX_ENTRIES} files. Hand in only the lab's own.")
    files: dict[str, bytes] = {}
    left = tree.MAX_BYTES
    for name, path in paths.items():
        files[name] = read(path, left)
        left -= len(files[name])
        if left < 0:
            raise SubmissionError(
                f"{what} is larger than {tree.MAX_BYTES >> 20} MB. "
                "Clear the notebook's outputs and hand it in again."
            )
    return files


def _notebooks(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if _is(name, NOTEBOOK)}


def _no_notebook(names: Sequence[str]) -> str:
    if len(names) != 1:
        return "There is no notebook (.ipynb) among the files that were handed in."
    return wrong_kind(names[0])


def wrong_kind(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    short = 2 <= len(suffix) <= 9 and suffix[1:].isalnum()
    kind = f"a {printable(suffix)} file" if short else "a file of another kind"
    return f"This is {kind}, but should be the lab's notebook (.ipynb) or the zip that it exports."


def _named(handed: Handed, name: str) -> str:
    return printable(name if name == handed.source else f"{handed.source}: {name}")


def _is(name: str, suffix: str) -> bool:
    return PurePosixPath(name).suffix.lower() == suffix
