"""From the file that Canvas or Moodle gives to the file that it takes back, through the roster's reader."""

from __future__ import annotations

from pathlib import Path

from autograder.people import Person
from autograder.report.canvas import canvas_csv
from autograder.report.moodle import moodle_csv
from autograder.roster import read_roster
from tests.reports.conftest import Make, by, result

EXPORT = """\
Student,ID,SIS User ID,SIS Login ID,Section,Intro (7),Mini & lab (123),Current Score
,,,,,,Manual Posting,
    Points Possible,,,,,10.00,{points},(read only)
"Álvarez, Ada",11,s11,ada@example.org,"A and B",9.00,,90
"=Doe, Bob",12,s12,bob@example.org,A,,3.00,
"Test, Student",13,,deadbeef,A,,,
"""
WORKSHEET = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    'Participant 42,王 Bo,bo@example.org,"Submitted for grading - ",,"4,00",Yes,'
    '"Tuesday, 1 December 2026, 11:59 PM",-,\n'
    'Participant 41,"Ada ""A"" Álvarez",ada@example.org,No submission,"1,50","4,00",Yes,-,'
    '"Monday, 7 December 2026, 9:00 AM",By hand\n'
)


def test_an_export_of_canvas_comes_back_as_an_import(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT.format(points="4.00"), encoding="utf-8")
    roster = read_roster(path)
    ada = roster.people[0]
    sheet = canvas_csv(make([result("x", 3)], (by("x", ada),), roster))
    assert sheet is not None
    assert sheet.text.splitlines() == [
        "Student,ID,SIS User ID,SIS Login ID,Section,Mini & lab (123)",
        "    Points Possible,,,,,4",
        '"Álvarez, Ada",11,s11,ada@example.org,A and B,3',
    ]
    path.write_text(EXPORT.format(points="100.00"), encoding="utf-8")
    refused = canvas_csv(make([result("x", 3)], (by("x", ada),), read_roster(path)))
    assert refused is not None
    assert "has 100 points in Canvas, but the lab has 4" in refused.notes[0]


def test_a_worksheet_of_moodle_comes_back_filled_in(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "worksheet.csv"
    path.write_text(WORKSHEET, encoding="utf-8")
    roster = read_roster(path)
    sheet = moodle_csv(make([result("x", 3)], (by("x", roster.people[0]),), roster))
    assert sheet is not None
    ours = '"3,00","4,00"'
    said = "Graded automatically: 3 of 4 points (Question 1: 2; Question 2: 1)."
    lines = WORKSHEET.splitlines()
    assert sheet.text.splitlines() == [
        lines[0],
        f"Participant 42,王 Bo,bo@example.org,Submitted for grading - ,{ours},Yes,"
        f'"Tuesday, 1 December 2026, 11:59 PM",-,{said}',
        lines[2],
    ]


def test_who_is_on_neither_list_is_named(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "worksheet.csv"
    path.write_text(WORKSHEET, encoding="utf-8")
    sheet = moodle_csv(make([result("x")], (by("x", Person("x", "Nobody Known")),), read_roster(path)))
    assert sheet is not None
    assert sheet.notes == ("moodle.csv lacks who is not on the worksheet: Nobody Known.",)
