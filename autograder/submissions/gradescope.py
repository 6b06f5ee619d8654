"""Gradescope's "Download submissions": a folder for each submission, and a file that tells whose they are.

    assignment_123_export/submission_metadata.yml
    assignment_123_export/submission_456/l03_2_dropout.ipynb

The file has an entry for each folder: `:submitters` (several for a group) with `:name`, `:sid` and `:email`, then
`:created_at`, and in `:history` the earlier submissions, whose files Gradescope does not export.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Any

import yaml

from autograder.errors import CourseError, SubmissionError
from autograder.people import Person
from autograder.submissions.handed import Handed, Parsed, Read
from autograder.submissions.submission import LeftOut, numbered_id, safe_id

METADATA = "submission_metadata.yml"
MAX_METADATA_BYTES = 128 * 2**20  # it holds all that autograders printed
_GROUP_NAMES = 3  # that a group's id spells out
_MEND = "Download the export again"

_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Plain(_SafeLoader):  # type: ignore[misc]
    """Text, numbers, dates, lists and mappings only; tags of Ruby's are read past, merges not carried out."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Nothing: merged mappings can be made to double with each line."""

    def plain(self, _tag: str, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.construct_mapping(node, deep=True)
        if isinstance(node, yaml.SequenceNode):
            return self.construct_sequence(node, deep=True)
        return self.construct_scalar(node)


_Plain.add_multi_constructor("!", _Plain.plain)


def parse(paths: Sequence[PurePosixPath], read: Read) -> Parsed:
    """Each submission of the export. Raises: CourseError when its metadata can't be read."""
    entries = read_metadata(_metadata(read))
    handed, left_out = [], []
    folders: dict[str, dict[str, PurePosixPath]] = {}
    for path in paths:
        if len(path.parts) > 1:
            files = folders.setdefault(path.parts[0], {})
            files[path.relative_to(path.parts[0]).as_posix()] = path
        elif path.name in entries:
            folders.setdefault(path.name, {})[path.name] = path
        elif path.name != METADATA:
            left_out.append(LeftOut(str(path), "in no submission's folder"))
    for name in sorted({*folders, *entries}):
        handed.append(_handed(name, entries.get(name), folders.get(name, {})))
        if name not in entries:
            left_out.append(LeftOut(name, f"graded, but {METADATA} does not tell whose it is"))
    return Parsed(handed, left_out)


def _metadata(read: Read) -> bytes:
    try:
        return read(PurePosixPath(METADATA), MAX_METADATA_BYTES)
    except SubmissionError as error:
        raise CourseError(f"can't be read: {error.what}", where=METADATA, mend=_MEND) from None


def read_metadata(raw: bytes) -> dict[str, Mapping[str, Any]]:
    """The entries by folder. Raises: CourseError when the file is something else."""
    if len(raw) > MAX_METADATA_BYTES:
        what = f"is larger than {MAX_METADATA_BYTES >> 20} MB"
        raise CourseError(what, where=METADATA, mend=_MEND)
    try:
        found = yaml.load(raw, Loader=_Plain)  # a SafeLoader
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        what = f"is no YAML as Gradescope writes it ({' '.join(str(error).split())[:120]})"
        raise CourseError(what, where=METADATA, mend=_MEND) from None
    if not isinstance(found, dict) or not all(isinstance(entry, dict) for entry in found.values()):
        raise CourseError("does not list submissions", where=METADATA, mend=_MEND)
    return {str(name): entry for name, entry in found.items()}


def _handed(name: str, entry: Mapping[str, Any] | None, files: Mapping[str, PurePosixPath]) -> Handed:
    people = _people(entry or {})
    id = group_id(people) if people else safe_id(name)
    problem = "" if files else "Gradescope's export holds no file of this submission."
    history = (entry or {}).get(":history")
    return Handed(
        id,
        people or (Person(id),),
        name,
        files,
        at=iso_time((entry or {}).get(":created_at")),
        earlier=len(history) if isinstance(history, list) else 0,
        problem=problem,
    )


def _people(entry: Mapping[str, Any]) -> tuple[Person, ...]:
    given = entry.get(":submitters")
    found = {}
    for submitter in given if isinstance(given, list) else ():
        if isinstance(submitter, dict):
            name, sid, email = (_text(submitter.get(key)) for key in (":name", ":sid", ":email"))
            if name or sid or email:
                id = numbered_id(name, sid or email.split("@")[0])
                found[id] = Person(id, name, email, {"gradescope": sid} if sid else {})
    return tuple(found[id] for id in sorted(found))


def group_id(people: Sequence[Person]) -> str:
    """The one person's id; for a group its members' names, and what tells apart groups of the same names."""
    if len(people) == 1:
        return people[0].id
    names = "-".join(person.name or person.id for person in people[:_GROUP_NAMES])
    return numbered_id(names, hashlib.sha256("\0".join(p.id for p in people).encode()).hexdigest()[:8])


def iso_time(value: object) -> str:
    """In ISO 8601 with its zone; Gradescope's times are UTC where they don't say."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip().replace(" Z", "Z").replace(" UTC", "Z"))
        except ValueError:
            return ""
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="seconds")
    return f"{value.isoformat()}T00:00:00+00:00" if isinstance(value, date) else ""


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()
