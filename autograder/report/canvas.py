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
from autograder.phrases import some
from autograder.report import words
from autograder.report.scheme import GradedClass, Student
from autograder.report.sheet import Sheet
from autograder.report.tables import csv_text, number, one_line

FILE = "canvas.csv"
INFO = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "    Points Possible"
EXCUSED = "EX"
_NUMBER = re.compile(r"\d+(\.\d+)?")


def canvas_csv(graded: GradedClass) -> Sheet | None:
    """The scores that count, after the late policy where there is one; None where nobody is of Canvas."""
    roster = graded.roster
    if roster.kind != "canvas" and not any(student.person.ids.get("canvas") for student in graded.students):
        return None
    headings = _headings(roster.columns, graded.lab) if roster.kind == "canvas" else []
    if problem := _problem(headings, graded):
        return Sheet(notes=(f"{FILE} was not written: {problem}.",))
    info = _info(roster)
    heading = headings[0] if headings else one_line(graded.lab.title)
    rows = [[*info, heading], [POINTS, *[""] * (len(info) - 1), number(graded.scheme.points)]]
    for student in graded.students:
        row = _row_of(student, roster)
        score = _score(student, row, heading)
        if row.get("ID") and score is not None:
            rows.append([*_about(info, row), number(score)])
    return Sheet(csv_text(rows), _notes(graded, heading, known=bool(headings)))


def _problem(headings: Sequence[str], graded: GradedClass) -> str:
    """Why scores cannot go into the export's column."""
    if len(headings) > 1:
        return f"several columns of the export are the lab's: {some(headings)}. Rename one in Canvas, and export again"
    ours = words.number(graded.scheme.points)
    for heading in headings:
        said = graded.roster.points.get(heading, "").strip().replace(",", ".")
        if _NUMBER.fullmatch(said) and abs(float(said) - graded.scheme.points) > 1e-6:
            return (
                f"{heading!r} has {words.number(float(said))} points in Canvas, but the lab has {ours}. "
                f"Set them to {ours} there, and export again"
            )
    return ""


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


def _row_of(student: Student, roster: Roster) -> Mapping[str, str]:
    """What Canvas knows of somebody, as its export says it."""
    person = student.person
    known = roster.rows.get(person.id) if roster.kind == "canvas" else None
    return known or {"Student": person.name, "ID": person.ids.get("canvas", "")}


def _score(student: Student, row: Mapping[str, str], heading: str) -> float | None:
    """None where Canvas is to stay as it is; who is excused there stays so."""
    return None if row.get(heading, "").strip().upper() == EXCUSED else student.counts


def _about(info: Sequence[str], row: Mapping[str, str]) -> list[str]:
    """Canvas takes a row that speaks of possible points for that of the points."""
    cells = [one_line(row.get(column, "")) for column in info]
    return ["" if "Points Possible" in cell else cell for cell in cells]


def _notes(graded: GradedClass, heading: str, *, known: bool) -> tuple[str, ...]:
    notes = []
    if not known:
        mend = "To fill in one that exists, give the gradebook's export, in which it bears that title, as --roster"
        notes.append(f"{FILE} makes a new assignment, {heading!r}. {mend}.")
    rows = [(student, _row_of(student, graded.roster)) for student in graded.students]
    strangers = [s.person.title for s, row in rows if s.result and not row.get("ID")]
    if strangers:
        notes.append(f"{FILE} lacks who has no Canvas ID: {some(strangers)}. Add them to the roster.")
    left = [s.person.title for s, row in rows if row.get("ID") and _score(s, row, heading) is None]
    if left:
        notes.append(f"{FILE} leaves Canvas as it is for those without a final score: {some(left)}.")
    return tuple(notes)
