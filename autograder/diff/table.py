"""Changes as a table: a row for each student whose grade is not what it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.diff.changes import Change, Diff, Standing
from autograder.people import HandIn
from autograder.report.files import not_written, write_file
from autograder.scores import plain_text

CHANGES_CSV = "changes.csv"
COLUMNS = (
    "id",
    "name",
    "before",
    "after",
    "change",
    "tests_now_pass",
    "tests_now_fail",
    "questions",
    "outcome_before",
    "outcome_after",
)


def diff_csv(diff: Diff, names: Mapping[str, str] | None = None) -> str:
    """`names`: what to call people, by id. Who is only in one of both has empty cells for the other."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(diff):
        name = (names or {}).get(row[0], "")
        writer.writerow([plain_text(row[0]), plain_text(name), *row[1:]])
    return text.getvalue()


def write_changes(out: Path, diff: Diff, hand_ins: Mapping[str, HandIn]) -> None:
    """Writes `changes.csv` where there are changes; else that of the last run that had some stays.

    Raises: CourseError when it cannot be written.
    """
    try:
        if diff.changes:
            write_file(out / CHANGES_CSV, diff_csv(diff, names_of(hand_ins)))
    except OSError as error:
        raise not_written(error, out) from None


def names_of(hand_ins: Mapping[str, HandIn]) -> dict[str, str]:
    """What people call those who handed in, by submission."""
    return {name: ", ".join(p.name for p in h.people if p.name) for name, h in hand_ins.items()}


def _rows(diff: Diff) -> Iterator[tuple[str, ...]]:
    for change in diff.changes:
        before, after = change.before, change.after
        tests = (" ".join(change.now_pass), " ".join(change.now_fail))
        points = (figure(before.total), figure(after.total), signed(change.points))
        yield (change.id, *points, *tests, _by_question(change), before.outcome, after.outcome)
    for name in diff.only_before:
        yield (name, "", "", "", "", "", "", "only before", "")
    for name in diff.only_after:
        yield (name, "", "", "", "", "", "", "", "only after")


def _by_question(change: Change) -> str:
    """Say `q2 1 → 3; q3 2 → none`."""
    before, after = change.before.scores, change.after.scores
    names = dict.fromkeys([*before, *after])
    pairs = [(name, figure(_of(change.before, name)), figure(_of(change.after, name))) for name in names]
    return "; ".join(f"{name} {was or 'none'} → {now or 'none'}" for name, was, now in pairs if was != now)


def _of(one: Standing, question: str) -> float | None:
    return one.scores.get(question)


def figure(points: float | None) -> str:
    """Empty where there are none."""
    return "" if points is None else f"{round(points, 4):.10g}"


def signed(points: float | None) -> str:
    return "" if points is None else f"{round(points, 4) + 0.0:+.10g}"
