"""What must hold of an output folder, whatever happened to the runs that wrote it."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

HONEST = {"graded", "student code raised"}


def assert_right(out: Path, points: dict[str, float]) -> None:
    """Every submission has exactly one result, the right one, in every place where results lie."""
    with open(out / "grades.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"]: float(row["total"] or "nan") for row in rows} == points
    assert len(rows) == len(points)
    assert {row["outcome"] for row in rows} <= HONEST
    scores = {p.stem: json.loads(p.read_text(encoding="utf-8"))["score"] for p in (out / "results").iterdir()}
    assert scores == points
    assert {path.name for path in (out / "feedback").iterdir()} == {f"{name}.html" for name in points}
    with sqlite3.connect(out / "gradebook.sqlite") as connection:
        query = "SELECT submission, score FROM results JOIN current USING (lab, submission, bundle, digest, engine)"
        stored = connection.execute(query).fetchall()
    connection.close()
    assert sorted(stored) == sorted(points.items())
    assert_whole(out)


def assert_nothing_counted(out: Path, points: dict[str, float]) -> None:
    """No stored result is a wrong one: each is the right one, or a fault of ours that counts for nothing."""
    if not (out / "gradebook.sqlite").exists():
        return
    with sqlite3.connect(out / "gradebook.sqlite") as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        query = "SELECT submission, score, result FROM results WHERE outcome != 'our fault'"
        stored = connection.execute(query).fetchall() if "results" in tables else []
    connection.close()
    assert [row for row in stored if points[row[0]] != row[1]] == []


def assert_whole(out: Path) -> None:
    """No file that people read is cut short, however its writer ended."""
    for path in out.rglob("*"):
        if path.suffix == ".html":
            assert path.read_text(encoding="utf-8").rstrip().endswith("</html>"), path
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".csv":
            assert path.read_text(encoding="utf-8").endswith("\n"), path
