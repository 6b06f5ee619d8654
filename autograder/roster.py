"""The class list: a plain CSV, Canvas's gradebook export or Moodle's grading worksheet, told apart by its headings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autograder.errors import CourseError
from autograder.people import Person, Roster
from autograder.submissions.submission import numbered_id, safe_id

MAX_BYTES = 32 * 2**20

_MEND = "Save it as CSV (UTF-8) whose first line has headings: id, name, email"
_ID = ("id", "student id", "sid", "student number", "login", "login id", "username", "user name", "user")
_NAME = ("name", "full name", "fullname", "student", "student name")
_FIRST = ("first name", "firstname", "given name")
_LAST = ("last name", "lastname", "surname", "family name")
_EMAIL = ("email", "email address", "mail")
_SYSTEMS = {"canvas id": "canvas", "moodle id": "moodle", "login": "login", "username": "login", "sid": "sis"}
_TEST_STUDENTS = ("student, test", "test student")
_NUMBER_AT_END = re.compile(r"\d+$")
_NOT_IN_FILE_NAMES = re.compile(r"[&<>\"`'|?*:/\\~]+")  # Moodle leaves these out of names in its download

Row = Mapping[str, str]


def read_roster(path: Path) -> Roster:
    """The class list in a file. Raises: CourseError, naming file and line, when it can't be read as one."""
    lines = list(_lines(path))
    if not lines:
        raise CourseError("the file is empty", where=str(path), mend=_MEND)
    columns = tuple(cell.strip() for cell in lines[0][1])
    names = {_plain(name): name for name in reversed(columns) if name}
    kind = _kind(names)
    people: dict[str, Person] = {}
    rows: dict[str, Row] = {}
    points: Row = {}
    for line, cells in lines[1:]:
        row = dict(zip(columns, cells, strict=False))
        if kind == "canvas" and cells[0].strip() == "Points Possible":
            points = row
        person = _READERS[kind]({key: row.get(name, "").strip() for key, name in names.items()})
        if person is None or rows.get(person.id) == row:
            continue
        if person.id in people:
            where = f"{path}:{line}"
            raise CourseError(f"{person.id!r} is there twice", where=where, mend="Remove one of the rows")
        people[person.id], rows[person.id] = person, row
    if not people:
        raise CourseError("there is nobody on it", where=str(path), mend=_MEND)
    return Roster(tuple(people.values()), kind, columns, rows, points)


def _kind(names: Mapping[str, str]) -> str:
    if {"student", "id"} <= names.keys() and {"sis user id", "sis login id", "section"} & names.keys():
        return "canvas"
    if {"identifier", "full name"} <= names.keys():
        return "moodle"
    return "plain"


def _canvas(row: Row) -> Person | None:
    """A row of a gradebook export; None for the rows of points, and for the test student."""
    name, number = row["student"], row["id"]
    if not number or name.casefold() in _TEST_STUDENTS:
        return None
    given = {"canvas": number, "sis": row.get("sis user id", ""), "login": row.get("sis login id", "")}
    squeezed = "".join(c for c in name.lower() if c == "_" or c.isalnum())
    login = given["login"]
    ids = {system: value for system, value in given.items() if value}
    return Person(numbered_id(squeezed, number), name, login if "@" in login else "", ids)


def _moodle(row: Row) -> Person | None:
    """A row of a grading worksheet; with blind marking there are no names."""
    found = _NUMBER_AT_END.search(row["identifier"])
    name, email = row["full name"], row.get("email address", "")
    if not (found or name or email):
        return None
    number = found[0] if found else ""
    title = _NOT_IN_FILE_NAMES.sub("", name) or "Participant"
    given = {"moodle": number, "number": row.get("id number", ""), "login": row.get("username", "")}
    return Person(
        numbered_id(title, number), name, email, {system: value for system, value in given.items() if value}
    )


def _plain_person(row: Row) -> Person | None:
    """A row of any other list, of which one column at least must be known."""
    id, name, email = (_first(row, among) for among in (_ID, _NAME, _EMAIL))
    name = name or " ".join(part for part in (_first(row, _FIRST), _first(row, _LAST)) if part)
    if not (id or name or email):
        return None
    ids = {system: row[column] for column, system in _SYSTEMS.items() if row.get(column)}
    chosen = id or email or name
    if safe_id(chosen) != chosen:
        ids["roster"] = chosen
    return Person(safe_id(chosen), name, email, ids)


_READERS = {"canvas": _canvas, "moodle": _moodle, "plain": _plain_person}


def _first(row: Row, among: Sequence[str]) -> str:
    return next((row[name] for name in among if row.get(name)), "")


def _plain(heading: str) -> str:
    """A heading however it is written: `E-Mail_Address` as `email address`."""
    return " ".join(re.sub(r"[_\s]+", " ", heading).casefold().replace("e-mail", "email").split())


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines that say something, with their numbers. Raises: CourseError."""
    text = _text(path)
    head = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        what = f"not a table of comma-separated values: {error}"
        raise CourseError(what, where=f"{path}:{reader.line_num}", mend=_MEND) from None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        mend = "Name the CSV file with the class list"
        raise CourseError(f"can't be read ({error.strerror})", where=str(path), mend=mend) from None
    if len(raw) > MAX_BYTES:
        raise CourseError(f"is larger than {MAX_BYTES >> 20} MB", where=str(path), mend=_MEND)
    utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))  # as some spreadsheets save "Unicode text"
    try:
        return raw.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CourseError("not UTF-8", where=f"{path}:{line}", mend=_MEND) from None
