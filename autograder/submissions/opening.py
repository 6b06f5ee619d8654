"""Opens what somebody named: a folder, a single file, or a class's zip, and finds out which system it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from autograder.errors import CourseError, SubmissionError
from autograder.submissions import folder
from autograder.submissions.handed import NOTEBOOK, ZIP, Parsed, Read
from autograder.submissions.notebooks import Wanted
from autograder.submissions.recognise import PARSERS, recognise
from autograder.submissions.tree import FolderTree, Tree, ZipTree, open_zip

Format = Literal["auto", "folder", "canvas", "moodle", "gradescope"]

MEND = "Name a folder of notebooks (.ipynb) or otter exports (.zip), a class's download, or single files"
TITLES = {
    "canvas": "Canvas download",
    "moodle": "Moodle download",
    "gradescope": "Gradescope export",
    "folder": "folder",
}


@dataclass(frozen=True)
class Opened:
    """Files, the format that they are in, and the folder that all of them lie in. `top`: what to call it."""

    tree: Tree
    format: str
    below: PurePosixPath
    top: str

    @property
    def read(self) -> Read:
        """Reads by the way below the folder."""
        return lambda path, most: self.tree.read(self.below / path, most)

    def parse(self, wanted: Wanted) -> Parsed:
        if self.format == "folder":
            return folder.parse(self.tree, self.below, self.top, wanted)
        inside = [path for path in self.tree.files if path.is_relative_to(self.below)]
        parsed = PARSERS[self.format]([path.relative_to(self.below) for path in inside], self.read)
        return Parsed(parsed.handed, [*self.tree.left_out, *parsed.left_out])


@contextmanager
def opened(path: Path, format: Format) -> Iterator[Opened]:
    """Raises: CourseError for a path that can't be read, or is not of that format."""
    if not path.exists():
        raise CourseError("there is no such file or folder", where=str(path), mend=MEND)
    try:
        if path.is_dir():
            yield _folder(path, format)
        elif path.suffix.lower() == ZIP:
            with _zip(path, format) as found:
                yield found
        elif path.suffix.lower() == NOTEBOOK and format in ("auto", "folder"):
            yield _single(path)
        else:
            raise CourseError("neither a notebook nor a zip", where=str(path), mend=MEND)
    except OSError as error:
        what = f"can't be read ({error.strerror})"
        raise CourseError(what, where=str(path), mend="Check its permissions") from None


def _folder(path: Path, format: Format) -> Opened:
    tree = FolderTree(path)
    kind, below = _recognised(tree, path, format) or ("folder", PurePosixPath())
    return Opened(tree, kind, below, tree.name)


@contextmanager
def _zip(path: Path, format: Format) -> Iterator[Opened]:
    """A class's zip, if that is what the names in it tell, else one student's."""
    with ExitStack() as stack:
        try:
            tree = stack.enter_context(open_zip(path))
        except SubmissionError as error:
            if format not in ("auto", "folder"):
                raise CourseError(error.what.rstrip("."), where=str(path), mend="Download it again") from None
            yield _single(path)
            return
        found = _recognised(tree, path, format)
        if found is None and format == "folder" and _is_class(tree):
            found = ("folder", _wrapping(tree))
        yield Opened(tree, *found, path.stem) if found else _single(path)


def _single(path: Path) -> Opened:
    tree = FolderTree(path.parent, only=[path.name])
    return Opened(tree, "folder", PurePosixPath(), tree.name)


def _recognised(tree: Tree, path: Path, format: Format) -> tuple[str, PurePosixPath] | None:
    """The system that it comes from; None for a plain folder, or one student's zip."""
    export = isinstance(tree, ZipTree) and tree.is_export
    if format == "folder" or (format == "auto" and export):
        return None
    found = recognise(tree.files, "" if format == "auto" else format)
    if found is None and format != "auto":
        what = f"this is no {TITLES[format]}"
        raise CourseError(what, where=str(path), mend="Leave --format out, or name what was downloaded")
    return found


def _is_class(tree: ZipTree) -> bool:
    return not tree.is_export and sum(folder.is_work(path) for path in tree.files) > 1


def _wrapping(tree: Tree) -> PurePosixPath:
    """The folder that a zip program put all into, if it did."""
    tops = {path.parts[0] for path in tree.files}
    wrapped = len(tops) == 1 and all(len(path.parts) > 1 for path in tree.files)
    return PurePosixPath(*tops) if wrapped else PurePosixPath()
