"""Moodle's "Download all submissions": a folder for each student, or all files in one place.

    Jane Doe_1234_assignsubmission_file/l03_2_dropout.ipynb        (Moodle 3.1 and later; some with `_` before `/`)
    Jane Doe_1234_assignsubmission_file_l03_2_dropout.ipynb        (without "Download submissions in folders")

The number is the one in the grading worksheet's "Participant 1234"; with blind marking the name is the word for
participant; a group that hands in together has its name and its own number, older versions write
`Group-Jane Doe_1234`. What was typed into Moodle comes as `…_assignsubmission_onlinetext…`. The times of the
zip's entries are those of the download. Source: moodle, mod/assign/classes/downloader.php.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.people import Person
from autograder.submissions.handed import Handed, Parsed, Read
from autograder.submissions.submission import LeftOut, numbered_id

_ENTRY = re.compile(
    r"(?P<name>[^/]+?)(?:_(?P<number>\d+))?_assignsubmission_(?P<plugin>[a-z0-9]+)(?:_?/|_)(?P<file>.+)",
    re.DOTALL,
)
_FILE_PLUGIN = "file"


@dataclass(frozen=True)
class Entry:
    """One path taken apart."""

    name: str
    number: str  # "" for those in no group, who hand in together as the default group
    plugin: str
    file: str

    @property
    def id(self) -> str:
        return numbered_id(self.name, self.number)

    @property
    def person(self) -> Person:
        return Person(self.id, self.name, ids={"moodle": self.number} if self.number else {})


def take_apart(path: PurePosixPath) -> Entry | None:
    """A path of such a zip; None for one that is none."""
    found = _ENTRY.fullmatch(path.as_posix())
    return Entry(found["name"], found["number"] or "", found["plugin"], found["file"]) if found else None


def parse(paths: Sequence[PurePosixPath], _read: Read) -> Parsed:
    """Each student's files, of those that a zip, or its unpacked folder, holds."""
    found: dict[str, list[tuple[Entry, PurePosixPath]]] = {}
    left_out = []
    for path in paths:
        entry = take_apart(path)
        if entry is None:
            left_out.append(LeftOut(str(path), "not named as Moodle names what a student hands in"))
            continue
        found.setdefault(entry.id, []).append((entry, path))
        if entry.plugin != _FILE_PLUGIN:
            reason = f"no file that was handed in, but of Moodle's {entry.plugin!r}"
            left_out.append(LeftOut(str(path), reason))
    return Parsed([_handed(entries) for entries in found.values()], left_out)


def _handed(entries: Sequence[tuple[Entry, PurePosixPath]]) -> Handed:
    files = {entry.file: path for entry, path in entries if entry.plugin == _FILE_PLUGIN}
    entry, path = entries[0]
    problem = "" if files else "A text was entered, but should be the lab's notebook (.ipynb) as a file."
    source = path.parts[0] if len(path.parts) > 1 else path.name
    return Handed(entry.id, (entry.person,), source, files, problem=problem)
