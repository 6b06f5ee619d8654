"""What Gradescope tells its autograder of the one submission that it is to grade: whose it is, and when it was due.

Source: https://gradescope-autograders.readthedocs.io/en/latest/submission_metadata/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.people import HandIn, Person
from autograder.submissions.gradescope import group_id, iso_time
from autograder.submissions.submission import numbered_id

NOBODY = "submission"  # the id of one of which nobody says whose it is


def read_upload(path: Path) -> tuple[HandIn, datetime | None]:
    """The hand-in of `submission_metadata.json`, and when it was due, extensions included.

    Raises: CourseError when the file is something else.
    """
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise _fault(path, f"can't be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise _fault(path, "is no JSON") from None
    if not isinstance(found, dict):
        raise _fault(path, "is no metadata of Gradescope's")
    people = _people(found)
    assignment = found.get("assignment")
    due = iso_time(assignment.get("due_date")) if isinstance(assignment, dict) else ""
    hand_in = HandIn(
        group_id(people) if people else NOBODY,
        people or (Person(NOBODY),),
        at=iso_time(found.get("created_at")),
    )
    return hand_in, datetime.fromisoformat(due) if due else None


def _people(found: Mapping[str, Any]) -> tuple[Person, ...]:
    users = found.get("users")
    people = {}
    for user in users if isinstance(users, list) else ():
        if isinstance(user, dict):
            name, email, number = (str(user.get(key) or "") for key in ("name", "email", "id"))
            id = numbered_id(name, number or email.split("@")[0])
            people[id] = Person(id, name, email)
    return tuple(people[id] for id in sorted(people))


def _fault(path: Path, what: str) -> CourseError:
    return CourseError(what, where=str(path), mend="Leave --metadata out, or name Gradescope's file")
