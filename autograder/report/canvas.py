"""`canvas.csv`, to import into Canvas's gradebook.

Canvas finds people by `ID` and an assignment by the id in its heading. An empty cell deletes the grade that is
there, so whoever has nothing final to import has no row at all, which leaves Canvas as it is.
Source: https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-import-grades-in-the-Gradebook/ta-p/807
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from autograder.course import Lab
from autograder.people import Roster
from autograder.report.scheme import GradedClass, Student
from autograder.report.sheet import Sheet, some
from autograder.report.tables import csv_text, number, one_line

FILE = "canvas.csv"
INFO = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "    Points Possible"
EXCUSED = "EX"


def canvas_csv(graded: GradedClass) -> Sheet | None:
    """The scores that count, after the late policy where there is one; None where nobody is of Canvas."""
    roster = graded.roster
    if roster.kind != "canvas" and not any(student.person.ids.get("canvas") for student in graded.students):
        return None
    info = _info(roster)
    headings = _headings(roster.columns, graded.lab)
    if len(headings) > 1:
        mend = "Rename one of them in Canvas, and export again"
        return Sheet(
            notes=(f"{FILE} was not written: several columns are the lab's, {some(headings)}. {mend}.",)
        )
    heading = headings[0] if headings else one_line(graded.lab.title)
    filler = [""] * (len(info) - 1)
    rows = [[*info, heading], [POINTS, *filler, number(graded.scheme.points)]]
    for student in graded.students:
        if (score := _score(graded, student, heading)) is not None:
            rows.append([*_about(info, student, roster), number(score)])
    return Sheet(csv_text(rows), _notes(graded, heading, known=bool(headings)))


def _info(roster: Roster) -> Sequence[str]:
    """The columns that say who somebody is, as the export has them."""
    if roster.kind == "canvas" and "Section" in roster.columns:
        return roster.columns[: roster.columns.index("Section") + 1]
    return INFO


def _headings(columns: Sequence[str], lab: Lab) -> list[str]:
    """The columns with an id that bear the lab's title or name."""
    ours = {_plain(lab.title), _plain(lab.name)}
    found = {column: re.fullmatch(r"(.*) \(\d+\)", column.strip(), re.DOTALL) for column in columns}
    return [column for column, parts in found.items() if parts and _plain(parts[1]) in ours]


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


def _about(info: Sequence[str], student: Student, roster: Roster) -> list[str]:
    person = student.person
    row: Mapping[str, str] = roster.rows.get(person.id) or {
        "Student": person.name,
        "ID": person.ids.get("canvas", ""),
    }
    cells = [one_line(row.get(column, "")) for column in info]
    # Canvas takes a row that says so for that of the points
    return ["" if "Points Possible" in cell else cell for cell in cells]


def _score(graded: GradedClass, student: Student, heading: str) -> float | None:
    """None where Canvas is to stay as it is."""
    there = graded.roster.rows.get(student.person.id, {}).get(heading, "")
    return None if _id(graded, student) == "" or there.strip().upper() == EXCUSED else student.counts


def _id(graded: GradedClass, student: Student) -> str:
    row = graded.roster.rows.get(student.person.id, {}) if graded.roster.kind == "canvas" else {}
    return student.person.ids.get("canvas", "") or row.get("ID", "")


def _notes(graded: GradedClass, heading: str, *, known: bool) -> tuple[str, ...]:
    notes = []
    if not known:
        mend = "To fill in one that exists, give the gradebook's export, in which it bears that title, as --roster"
        notes.append(f"{FILE} makes a new assignment, {heading!r}. {mend}.")
    strangers = [s.person.title for s in graded.students if s.result is not None and not _id(graded, s)]
    if strangers:
        notes.append(f"{FILE} lacks who has no Canvas ID: {some(strangers)}. Add them to the roster.")
    return tuple(notes)
