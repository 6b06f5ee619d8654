"""A plain folder: notebooks and otter's export zips at any depth, each of them one student's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from autograder.people import Person
from autograder.submissions.handed import NOTEBOOK, ZIP, Handed, Parsed, wrong_kind
from autograder.submissions.notebooks import Wanted
from autograder.submissions.submission import LeftOut, safe_id
from autograder.submissions.tree import Tree

_NOT_HANDED_IN = (".csv", ".yml", ".yaml", ".toml")  # a class list beside the submissions is none of them


def parse(tree: Tree, below: PurePosixPath, top: str, wanted: Wanted) -> Parsed:
    """Each notebook and zip below a folder, and at its top also what a student handed in instead of one.

    `top` is what the folder is called.
    """
    files, folders = _inside(tree.files, below), _inside(tree.folders, below)
    spare = dict(pair for group in _by_folder(files).values() for pair in _spare(group, wanted))
    work = [path for path in files if is_work(path) and path not in spare]
    instead = dict(_instead(files, folders, work))
    handed = [_handed(path, path.with_suffix("").parts, top) for path in work]
    for path, problem in instead.items():
        parts = path.parts if path in folders else path.with_suffix("").parts
        handed.append(_handed(path, parts, top, problem))
    left_out = [LeftOut(str(path), f"beside {lab}, which is the lab's") for path, lab in spare.items()]
    others = [path for path in files if path not in spare and not is_work(path) and path not in instead]
    return Parsed(handed, [*tree.left_out, *left_out, *_told(others)])


def is_work(path: PurePosixPath) -> bool:
    return path.suffix.lower() in (NOTEBOOK, ZIP)


def _handed(path: PurePosixPath, parts: Sequence[str], top: str, problem: str = "") -> Handed:
    id, longer = safe_id("-".join(parts)), safe_id("-".join((top, *parts)))
    files = {} if problem else {path.name: path}
    return Handed(id, (Person(id),), path.name, files, problem=problem, other_id=longer)


def _inside(paths: Iterable[PurePosixPath], below: PurePosixPath) -> list[PurePosixPath]:
    return sorted(path.relative_to(below) for path in paths if path != below and path.is_relative_to(below))


def _instead(
    files: Sequence[PurePosixPath], folders: Sequence[PurePosixPath], work: Sequence[PurePosixPath]
) -> Iterator[tuple[PurePosixPath, str]]:
    """Files of another kind, and folders of students without a notebook, at the top, with what is wrong."""
    flat = any(len(path.parts) == 1 for path in work)
    inside = {path.parts[0] for path in work}
    for path in files:
        handed_in = path.stem.lower() != "readme" and path.suffix.lower() not in _NOT_HANDED_IN
        if len(path.parts) == 1 and not is_work(path) and handed_in:
            yield path, wrong_kind(path.name)
    for folder in folders:
        if len(folder.parts) == 1 and not flat and folder.name not in inside:
            yield folder, "There is no notebook in the folder that was handed in."


def _told(others: Sequence[PurePosixPath]) -> list[LeftOut]:
    """What is no student's work: at the top by name, further down by folder."""
    loose = [path for path in others if len(path.parts) == 1]
    counts = Counter(path.parts[0] for path in others if len(path.parts) > 1)
    told = [LeftOut(str(path), "a list or a note, and no student's work") for path in loose]
    for folder, count in sorted(counts.items()):
        files = "1 file that is" if count == 1 else f"{count} files that are"
        told.append(LeftOut(f"{folder}/", f"{files} no notebook and no zip"))
    return told


def _by_folder(files: Sequence[PurePosixPath]) -> dict[PurePosixPath, list[PurePosixPath]]:
    """Notebooks and zips by the folder below the top that they lie in."""
    groups: dict[PurePosixPath, list[PurePosixPath]] = {}
    for path in files:
        if is_work(path) and len(path.parts) > 1:
            groups.setdefault(path.parent, []).append(path)
    return groups


def _spare(group: Sequence[PurePosixPath], wanted: Wanted) -> list[tuple[PurePosixPath, str]]:
    """A student's other notebooks, in a folder where just one bears the lab's name."""
    exact = [path for path in group if path.name == f"{wanted.name}{NOTEBOOK}"]
    return [(path, exact[0].name) for path in group if path != exact[0]] if len(exact) == 1 else []
