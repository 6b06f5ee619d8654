"""`grades.csv`: a row a student, a column a question; `manual.csv`: a row for each answer that people read."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from autograder.outcomes import Result
from autograder.report.scheme import GradedClass, Row, Scheme
from autograder.scores import scores_csv


def grades_csv(graded: GradedClass) -> str:
    """The whole class; a fault of ours leaves its scores empty, anything else that went wrong counts as 0.

    Where people read answers, what they have still to read is empty, too, and so is `percent` until then; the
    columns `unread`, the points that may still be added to `total`, and `status` say so.
    """
    scheme = graded.scheme
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    reading = ["unread", "status"] if scheme.manual else []
    writer.writerow(["id", *scheme.questions, "total", "max", "percent", *reading, "outcome"])
    for row in (student.row for student in graded.students):
        scores = [_cell(score, 4) for score in (*row.scores, row.total, row.points)]
        read = _reading(row) if scheme.manual else []
        writer.writerow([row.id, *scores, _cell(row.percent, 1), *read, str(row.outcome)])
    return text.getvalue()


def _reading(row: Row) -> list[str]:
    return [_cell(None if row.total is None else row.unread, 4), row.status]


def manual_csv(scheme: Scheme, results: Sequence[Result]) -> str:
    """All answers that people read, with the scores given so far, to fill in."""
    return scores_csv((r.submission, found) for r in results for found in scheme.readings(r).values())


def _cell(value: float | None, digits: int) -> str:
    return "" if value is None else f"{round(value, digits):.10g}"
