"""Canvas's "Download submissions": a flat zip whose file names tell whose each file is.

    doejane_LATE_4711_90210_l03_2_dropout-1.ipynb
    name    late user attachment  file, as the student named it

The name is the sortable one without anything but letters, digits and `_`; for a group that hands in together it
is the group's name, with the user id of one member. Anonymous: `anon_x7Kd2` for name and user. What was typed
into Canvas instead comes as `…_text.html` or `…_link.html`. Canvas puts `-1`, `-2` behind the name of a file that
has another's. Source: canvas-lms, lib/content_zipper.rb and app/models/attachment.rb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.people import Person
from autograder.submissions.handed import Handed, Parsed, Read
from autograder.submissions.submission import LeftOut, numbered_id, safe_id

_NAMED = r"(?P<name>[^/]*?)_(?:(?P<late>LATE)_)?(?P<user>\d+)"
_ANONYMOUS = r"(?:(?P<late>LATE)_)?anon_(?P<anon>[^\W_]+)(?:_(?P<late2>LATE))?"
_FILE = r"_(?P<attachment>\d+)_(?P<file>.+)"
_TYPED = r"_(?P<typed>text|link)\.html"
_PATTERNS = [
    re.compile(who + what, re.IGNORECASE | re.DOTALL)
    for what in (_FILE, _TYPED)
    for who in (_ANONYMOUS, _NAMED)
]
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_AGAIN = re.compile(rf"(?P<stem>.+)-(?:\d{{1,3}}|{_UUID})(?P<suffix>(?:\.[A-Za-z]\w*)*\.\w+)")


@dataclass(frozen=True)
class Entry:
    """One file name taken apart; `attachment` grows with time, and is 0 for what was typed in."""

    name: str  # "" where Canvas was told to keep it secret
    user: str
    late: bool
    attachment: int
    file: str  # "" for what was typed in

    @property
    def id(self) -> str:
        return numbered_id(self.name, self.user) if self.name else safe_id(self.user)

    @property
    def person(self) -> Person:
        system = "canvas" if not self.user.startswith("anon_") else "canvas_anonymous"
        return Person(self.id, self.name, ids={system: self.user})


def take_apart(name: str) -> Entry | None:
    """A file name of such a zip; None for one that is none."""
    for pattern in _PATTERNS:
        found = pattern.fullmatch(name)
        if found:
            parts = found.groupdict()
            user = f"anon_{parts['anon']}" if parts.get("anon") else parts["user"]
            late = bool(parts.get("late") or parts.get("late2"))
            return Entry(
                parts.get("name") or "",
                user,
                late,
                int(parts.get("attachment") or 0),
                parts.get("file") or "",
            )
    return None


def parse(paths: Sequence[PurePosixPath], _read: Read) -> Parsed:
    """Each student's attempts, of the files that a zip, or its unpacked folder, holds."""
    found: dict[str, list[tuple[Entry, PurePosixPath]]] = {}
    left_out = []
    for path in paths:
        entry = take_apart(path.name) if len(path.parts) == 1 else None
        if entry is None:
            left_out.append(LeftOut(str(path), "not named as Canvas names what a student hands in"))
        else:
            found.setdefault(entry.user, []).append((entry, path))
    handed = []
    for entries in found.values():
        files = [(entry, path) for entry, path in entries if entry.file]
        typed = [path for entry, path in entries if not entry.file]
        left_out += [LeftOut(str(path), "typed into Canvas, so no file to grade") for path in typed]
        handed += _attempts(files) if files else [_typed(*entries[0])]
    return Parsed(handed, left_out)


def base_name(file: str) -> str:
    """The name that a file had before Canvas put a number behind it."""
    found = _AGAIN.fullmatch(file)
    return found["stem"] + found["suffix"] if found else file


def _typed(entry: Entry, path: PurePosixPath) -> Handed:
    problem = "A text or a link was entered, but should be the lab's notebook (.ipynb) as a file."
    return Handed(entry.id, (entry.person,), path.name, late=entry.late, problem=problem)


def _attempts(entries: Sequence[tuple[Entry, PurePosixPath]]) -> list[Handed]:
    """One student's attempts, the last one with the last version of each file, the one before it with those before."""
    versions: dict[str, list[tuple[Entry, PurePosixPath]]] = {}
    names = {entry.file for entry, _ in entries}
    for entry, path in sorted(entries, key=lambda item: (item[0].attachment, item[1])):
        base = base_name(entry.file)
        versions.setdefault(base if base in names else entry.file, []).append((entry, path))
    attempts = []
    for step in range(max(map(len, versions.values()))):
        chosen = {name: group[max(0, len(group) - 1 - step)] for name, group in versions.items()}
        last, path = max(chosen.values(), key=lambda item: item[0].attachment)
        files = {name: path for name, (_, path) in chosen.items()}
        late = any(entry.late for entry, _ in chosen.values())
        attempts.append(Handed(last.id, (last.person,), path.name, files, late=late, order=last.attachment))
    return attempts[::-1]
