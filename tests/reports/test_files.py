"""What lies in the folder after a grading: a row of Parquet for each test, and no file of before."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from autograder.late import LatePolicy
from autograder.outcomes import Outcome
from autograder.people import Person, Roster
from autograder.report import write_reports
from autograder.report.parquet import tests_parquet as parquet_of
from tests.reports.conftest import Make, by, result


def test_parquet_has_a_row_for_each_test_and_its_types(make: Make) -> None:
    results = [result("ada", 3), result("bob", outcome=Outcome.UNREADABLE), result("team")]
    graded = make(results, (by("team", Person("cat"), Person("dan")),))
    table = pq.read_table(io.BytesIO(parquet_of(graded)))
    assert table.num_rows == sum(len(r.tests) for r in results) == 8
    kinds = {field.name: str(field.type) for field in table.schema}
    assert kinds["people"].startswith("list<")
    assert (kinds["hidden"], kinds["passed"], kinds["points"], kinds["seconds"]) == (
        "bool",
        "bool",
        "double",
        "double",
    )
    rows = table.to_pylist()
    assert rows[3] == {
        "lab": "m01",
        "submission": "ada",
        "people": ["ada"],
        "outcome": "graded",
        "question": "q2",
        "test": "test_3",
        "hidden": True,
        "passed": False,
        "points": 1.0,
        "score": 0.0,
        "message": "Look.",
        "detail": "",
        "seconds": 0.0,
        "seed": 0,
    }
    assert rows[-1]["people"] == ["cat", "dan"]


def test_parquet_is_the_same_each_time_and_there_for_nobody(make: Make) -> None:
    graded = make([result("ada"), result("bob")])
    assert parquet_of(graded) == parquet_of(graded)
    assert pq.read_table(io.BytesIO(parquet_of(make([])))).num_rows == 0


def test_files_for_other_systems_are_written_told_and_removed_when_outdated(
    make: Make, tmp_path: Path
) -> None:
    ada = Person("ada", ids={"canvas": "11"})
    worksheet = {"Grade": "", "Maximum Grade": "4"}
    roster = Roster((ada,), "moodle", tuple(worksheet), {"ada": worksheet})
    written = write_reports(tmp_path, make([result("ada")], (by("ada", ada),), roster))
    assert written.files == {"Canvas": tmp_path / "canvas.csv", "Moodle": tmp_path / "moodle.csv"}
    assert "new assignment" in written.notes[0]
    assert (tmp_path / "moodle.csv").read_bytes().startswith(b"\xef\xbb\xbfGrade")
    written = write_reports(tmp_path, make([result("ada")]))
    assert (written.files, written.notes) == ({}, ())
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"grades.csv", "tests.parquet", "index.html", "results", "feedback"}


def test_gradescope_is_told_what_being_late_costs_and_no_fine_clock(make: Make, tmp_path: Path) -> None:
    graded = make([result("ada")], (by("ada", late=True),), late=LatePolicy(10.0))
    written = write_reports(tmp_path, graded)
    assert written.notes == ("Late, by how much is not known, so what counts is for you to say: ada.",)
    report = json.loads((tmp_path / "results" / "ada.json").read_text(encoding="utf-8"))
    assert (report["score"], report["execution_time"]) == (2.0, 1.2)
    assert report["extra_data"] == {
        "lab": "m01",
        "outcome": "graded",
        "late": "late, by how much is not known",
        "late_days": None,
        "late_percent": None,
        "after_late": None,
    }
    assert "Handed in late, by how much is not known." in report["output"]


def test_under_a_policy_it_is_told_of_whom_no_time_is_known(make: Make, tmp_path: Path) -> None:
    due = datetime.fromisoformat("2026-12-01T23:59:00+01:00")
    hand_ins = (by("ada", at="2026-12-02T23:59:00+01:00"), by("bob", late=False))
    graded = make([result("ada"), result("bob"), result("cat")], hand_ins, due=due, late=LatePolicy(10.0))
    assert write_reports(tmp_path, graded).notes == (
        "When these came in is not told, so they count as in time: cat.",
    )
    assert write_reports(tmp_path, make([result("cat")], due=due)).notes == ()
