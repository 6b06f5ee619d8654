"""`grades.csv`: a row a student, a column a question."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from autograder.outcomes import Result
from autograder.report.scheme import Scheme


def grades_csv(scheme: Scheme, results: Sequence[Result]) -> str:
    """The whole class; a fault of ours leaves its scores empty, anything else that went wrong counts as 0."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", *scheme.questions, "total", "max", "percent", "outcome"])
    for row in map(scheme.row, results):
        scores = [_cell(score, 4) for score in (*row.scores, row.total, row.points)]
        writer.writerow([row.id, *scores, _cell(row.percent, 1), str(row.outcome)])
    return text.getvalue()


def _cell(value: float | None, digits: int) -> str:
    return "" if value is None else f"{round(value, digits):.10g}"
