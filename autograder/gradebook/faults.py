"""What a database did not let us do, in a line that says what to do about it."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

from autograder.errors import CourseError
from autograder.gradebook.place import Place

LOCK_SECONDS = 30.0  # how long one grader waits while another writes
_LEAST_BYTES = 1 << 18
_WAIT = "Wait until that has ended, and run the same command again"
_LEFT = "It was left as it is: move it away, or name another folder with -o"
_ROOM = "Make room and run the same command again: what is done is kept"
# what servers call it: PostgreSQL by SQLSTATE, MySQL by number
_LOCKED = {"55P03", "40P01", "1205", "1213"}
_FULL = {"53100", "1021", "1114"}
_FORBIDDEN = {"42501", "25006", "1044", "1142", "1290"}


def held_by_another(place: Place) -> CourseError:
    what = f"another program has held the gradebook for {LOCK_SECONDS:.0f} s"
    return CourseError(what, where=place.title, mend=_WAIT)


def unusable(place: Place, what: str) -> CourseError:
    """The gradebook is not what it should be, and nothing in it was changed."""
    mend = _LEFT if place.path else "It was left as it is: name another database with --gradebook"
    return CourseError(what, where=place.title, mend=mend)


def explained(place: Place, error: DBAPIError) -> CourseError:
    """The line for what a driver raised."""
    if place.path is None:
        return _of_server(place, error)
    if isinstance(error, OperationalError):
        return _of_file(place, place.path, error)
    return unusable(place, f"this is no gradebook, or it is damaged ({error.orig})")


def _of_file(place: Place, path: Path, error: OperationalError) -> CourseError:
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if name == "SQLITE_FULL" or (name.startswith("SQLITE_IOERR") and _is_full(path.parent)):
        what = "there is no room left on the disk of the gradebook"
        return CourseError(what, where=place.title, mend=_ROOM)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        mend = "Allow writing in its folder, or name another folder with -o"
        return CourseError(f"the gradebook can't be written ({error.orig})", where=place.title, mend=mend)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return held_by_another(place)
    return unusable(place, f"the gradebook can't be used ({error.orig})")


def _of_server(place: Place, error: DBAPIError) -> CourseError:
    codes = {
        str(code) for code in (getattr(error.orig, "sqlstate", ""), *getattr(error.orig, "args", ())[:1])
    }
    said = place.hidden(error.orig)
    if codes & _LOCKED:
        return held_by_another(place)
    if codes & _FULL:
        return CourseError("there is no room left for the gradebook", where=place.title, mend=_ROOM)
    if codes & _FORBIDDEN:
        mend = "Ask for the right to make and write tables there"
        return CourseError(f"the gradebook can't be written ({said})", where=place.title, mend=mend)
    if isinstance(error, OperationalError):
        mend = "Check its URL, and that the server runs; what is done is kept"
        if place.url.password is None and "password" in said:
            mend = (
                "Passwords are not kept: give the URL with --gradebook again, or use PGPASSWORD or ~/.pgpass"
            )
        return CourseError(f"the gradebook can't be reached ({said})", where=place.title, mend=mend)
    return unusable(place, f"this is no gradebook, or it is damaged ({said})")


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < _LEAST_BYTES
