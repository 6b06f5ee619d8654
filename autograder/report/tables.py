"""`grades.csv`: a row a student, a column a question; `manual.csv`: a row for each answer that people read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from autograder.outcomes import Result
from autograder.report import words
from autograder.report.scheme import GradedClass, Scheme, Student
from autograder.scores import plain_text, scores_csv

Columns = list[tuple[str, Callable[[Student], str]]]


def grades_csv(graded: GradedClass) -> str:
    """The whole class; a fault of ours leaves its scores empty, anything else that went wrong counts as 0.

    Where people read answers, what they have still to read is empty, too, and so is `percent` until then; the
    columns `unread`, the points that may still be added to `total`, and `status` say so. `total` is what was
    earned, whenever it came in; what that costs is in the columns `late…` and `after_late`.
    """
    columns = [
        *_of_people(graded.students),
        *_of_scores(graded.scheme),
        *_of_lateness(graded),
        *(_of_reading() if graded.scheme.manual else ()),
        ("outcome", lambda student: str(student.row.outcome)),
    ]
    rows = ([cell(student) for _, cell in columns] for student in graded.students)
    return csv_text([[name for name, _ in columns], *rows])


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Comma-separated values, a line each."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def one_line(text: str) -> str:
    """What somebody wrote, as a spreadsheet's cell that computes nothing."""
    return plain_text(" ".join(text.split()))


def number(value: float | None, digits: int = 4) -> str:
    """Empty where there is none."""
    return "" if value is None else f"{round(value, digits):.10g}"


def _of_people(students: Sequence[Student]) -> Columns:
    columns: Columns = [("id", lambda student: plain_text(student.row.id))]
    if any(student.person.name for student in students):
        columns.append(("name", lambda student: one_line(student.person.name)))
    if any(student.person.email for student in students):
        columns.append(("email", lambda student: one_line(student.person.email)))
    if any(student.hand_in and student.hand_in.submission != student.person.id for student in students):
        columns.append(
            ("submission", lambda student: plain_text(student.hand_in.submission) if student.hand_in else "")
        )
    return columns


def _of_scores(scheme: Scheme) -> Columns:
    def score(index: int) -> Callable[[Student], str]:
        return lambda student: number(student.row.scores[index])

    return [
        *((name, score(index)) for index, name in enumerate(scheme.questions)),
        ("total", lambda student: number(student.row.total)),
        ("max", lambda student: number(student.row.points)),
        ("percent", lambda student: number(student.row.percent, 1)),
    ]


def _of_lateness(graded: GradedClass) -> Columns:
    """`late` in words where anybody is; under a policy the days, the percentage lost, and what remains."""
    columns: Columns = []
    if any(student.lateness.late for student in graded.students):
        columns.append(("late", lambda student: words.late(student.lateness)))
    if graded.lab.late is not None:
        columns += [
            ("late_days", lambda student: number(student.lateness.days if student.hand_in else None)),
            ("late_percent", lambda student: number(student.lateness.percent if student.hand_in else None)),
            ("after_late", lambda student: number(student.after_late)),
        ]
    return columns


def _of_reading() -> Columns:
    return [
        ("unread", lambda student: number(None if student.row.total is None else student.row.unread)),
        ("status", lambda student: student.row.status),
    ]


def manual_csv(scheme: Scheme, results: Sequence[Result]) -> str:
    """All answers that people read, with the scores given so far, to fill in."""
    return scores_csv((r.submission, found) for r in results for found in scheme.readings(r).values())
