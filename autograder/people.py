"""Who a class is, and who handed in what: as collections and rosters name people, the same for every report."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Person:
    """One student. `ids` are the names that other systems know them by, such as `canvas` or `moodle`."""

    id: str  # stable, unique within a class, safe as a file name
    name: str = ""  # as people read it
    email: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What to call the person where only one name has room."""
        return self.name or self.id


@dataclass(frozen=True)
class HandIn:
    """How a submission came in: whose it is (several people for a group), from which file, and when.

    `at` is in ISO 8601 with its zone, empty where the collection does not tell; `late` is None where it doesn't.
    `path` is the file or folder named to the command, absolute, that the submission was found in.
    """

    submission: str  # id
    people: tuple[Person, ...]
    source: str = ""  # the file's name as found, for staff
    at: str = ""
    late: bool | None = None
    path: str = ""

    @classmethod
    def by(cls, submission: str) -> HandIn:
        """What is known where a submission has nothing but its id."""
        return cls(submission, (Person(submission),))

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> HandIn:
        """Raises: ValueError, KeyError or TypeError on anything that `to_json` did not write."""
        raw: dict[str, Any] = json.loads(text)
        return cls(**{**raw, "people": tuple(Person(**person) for person in raw["people"])})


@dataclass(frozen=True)
class Roster:
    """A class list. `kind`: `plain`, `canvas` (a gradebook export) or `moodle` (a grading worksheet).

    `rows` holds each person's row as found, by their id, so that a worksheet can be filled in and given back;
    `points` a gradebook export's row of the points that are possible, by column.
    """

    people: tuple[Person, ...] = ()
    kind: str = "plain"
    columns: tuple[str, ...] = ()
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    points: Mapping[str, str] = field(default_factory=dict)
