"""`moodle.csv`: the assignment's grading worksheet, filled in.

Moodle skips an empty grade, and silently one above the maximum; it takes feedback as it stands, empty, too.
Source: https://docs.moodle.org/en/Offline_grading_worksheet (mod/assign/feedback/offline)
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from autograder.people import Roster
from autograder.phrases import some
from autograder.report import words
from autograder.report.scheme import GradedClass, Student
from autograder.report.sheet import Sheet
from autograder.report.tables import csv_text

FILE = "moodle.csv"
GRADE, MAXIMUM, FEEDBACK = "Grade", "Maximum Grade", "Feedback comments"
BOM = "\ufeff"
OURS = "Graded automatically: "  # where our words in a comment begin
_NUMBER = re.compile(r"\d+(?:([.,])(\d+))?")


def moodle_csv(graded: GradedClass) -> Sheet | None:
    """The worksheet with the scores that count, after the late policy where there is one.

    Rows, columns and all other cells stay; so do grade and comment of those who have nothing final yet. None
    where the roster is no worksheet.
    """
    roster = graded.roster
    if roster.kind != "moodle":
        return None
    if problem := _problem(roster, graded.scheme.points):
        return Sheet(notes=(f"{FILE} was not written: {problem}.",))
    students = {student.person.id: student for student in graded.students}
    rows = [_filled(row, students.get(name), graded) for name, row in roster.rows.items()]
    table = [[row.get(column, "") for column in roster.columns] for row in rows]
    strangers = [s.person.title for s in graded.students if s.result and s.person.id not in roster.rows]
    notes = (f"{FILE} lacks who is not on the worksheet: {some(strangers)}.",) if strangers else ()
    return Sheet(BOM + csv_text([roster.columns, *table]), notes)


def _problem(roster: Roster, points: float) -> str:
    """Why the worksheet cannot be filled in."""
    for column in (GRADE, MAXIMUM):
        if column not in roster.columns:
            return f"the worksheet has no column {column!r}. Download it from Moodle in English, and give it anew"
    for row in roster.rows.values():
        cell = row.get(MAXIMUM, "").strip()
        if not _NUMBER.fullmatch(cell):
            return (
                f"its {MAXIMUM} is {cell!r}, no number of points. Let Moodle grade the assignment by points"
            )
        if abs(float(cell.replace(",", ".")) - points) > 1e-6:
            return (
                f"its {MAXIMUM} is {cell}, but the lab has {words.number(points)} points. "
                f"Set it to {words.number(points)} in Moodle, and download the worksheet anew"
            )
    return ""


def _filled(row: Mapping[str, str], student: Student | None, graded: GradedClass) -> Mapping[str, str]:
    if student is None or student.counts is None:
        return row
    filled = {**row, GRADE: _grade(student.counts, row[MAXIMUM].strip())}
    if FEEDBACK in row:
        before = row[FEEDBACK].partition(OURS)[0].rstrip()  # what a teacher wrote stays
        filled[FEEDBACK] = f"{before} {_feedback(student, graded)}".lstrip()
    return filled


def _grade(score: float, like: str) -> str:
    """The score with the decimals and their sign as Moodle wrote the maximum; two of them say enough."""
    parts = _NUMBER.fullmatch(like)
    point, decimals = (parts[1] or ".", len(parts[2] or "")) if parts else (".", 0)
    text = f"{score:.{max(2, decimals)}f}"
    return (text if decimals else text.rstrip("0").rstrip(".")).replace(".", point)


def _feedback(student: Student, graded: GradedClass) -> str:
    """One line, of which nothing is markup for Moodle."""
    row = student.row
    scores = [
        f"{words.question_title(name)}: {words.number(score)}"
        for name, score in zip(graded.scheme.questions, row.scores, strict=True)
        if score is not None
    ]
    total = f"{words.number(row.total or 0.0)} of {words.count(row.points, 'point')}"
    late = words.late_note(student.lateness, row.total, row.points)
    text = f"{OURS}{total} ({'; '.join(scores)}). {late}".strip()
    return html.escape(text, quote=False)
