"""`moodle.csv`: the worksheet as it was, but for grades and comments that are final."""

from __future__ import annotations

from datetime import datetime

import pytest

from autograder.late import LatePolicy
from autograder.outcomes import Outcome
from autograder.people import Person, Roster
from autograder.report.moodle import moodle_csv
from tests.reports.conftest import Make, by, result, table

COLUMNS = ("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade")
COLUMNS = (*COLUMNS, "Last modified (grade)", "Feedback comments")
ADA, BOB, CAT = Person("ada", "Ada"), Person("bob", "Bob"), Person("cat", "Cat")


def worksheet(*people: Person, most: str = "4.00", columns: tuple[str, ...] = COLUMNS, **more: str) -> Roster:
    rows = {
        p.id: {
            "Identifier": f"Participant {n}",
            "Full name": p.name,
            "Email address": f"{p.id}@example.org",
            "Status": "Submitted for grading - ",
            "Grade": "",
            "Maximum Grade": most,
            "Last modified (grade)": "-",
            "Feedback comments": "",
            **more,
        }
        for n, p in enumerate(people, start=101)
    }
    return Roster(people, "moodle", columns, rows)


def test_only_grade_and_comment_change(make: Make) -> None:
    graded = make([result("ada", 3), result("cat", 0)], roster=worksheet(CAT, ADA, BOB))
    sheet = moodle_csv(graded)
    assert sheet is not None
    assert sheet.text.startswith("\ufeffIdentifier,Full name,")
    rows = table(sheet.text)
    assert [row["Identifier"] for row in rows] == ["Participant 101", "Participant 102", "Participant 103"]
    assert [row["Grade"] for row in rows] == ["0.00", "3.00", ""]
    assert [row["Feedback comments"] for row in rows] == [
        "Graded automatically: 0 of 4 points (Question 1: 0; Question 2: 0).",
        "Graded automatically: 3 of 4 points (Question 1: 2; Question 2: 1).",
        "",
    ]
    unchanged = [column for column in COLUMNS if column not in ("Grade", "Feedback comments")]
    before = list(graded.roster.rows.values())
    assert [[row[c] for c in unchanged] for row in rows] == [[row[c] for c in unchanged] for row in before]


@pytest.mark.parametrize(
    ("most", "grade"), [("4.00", "2.50"), ("4,00", "2,50"), ("4", "2.5"), ("4.000", "2.500"), ("4.0", "2.50")]
)
def test_numbers_look_as_moodle_wrote_them(make: Make, most: str, grade: str) -> None:
    due = datetime.fromisoformat("2026-12-01T23:59:00+01:00")
    late = (by("ada", at="2026-12-02T12:00:00+01:00"),)
    graded = make([result("ada", 3)], late, worksheet(ADA, most=most), due=due, late=LatePolicy(12.5))
    sheet = moodle_csv(graded)
    assert sheet is not None
    (row,) = table(sheet.text)
    assert row["Grade"] == grade
    assert "Handed in 1 day late. That costs 12.5 % of the lab's 4 points" in row["Feedback comments"]
    assert "of the 3 that you earned, 2.5 count." in row["Feedback comments"]


def test_what_is_not_final_stays_as_it_is(make: Make) -> None:
    roster = worksheet(ADA, BOB, CAT, **{"Grade": "1.00", "Feedback comments": "By hand."})
    results = [result("ada", outcome=Outcome.OUR_FAULT), result("bob")]
    sheet = moodle_csv(make(results, (by("bob", late=True),), roster, late=LatePolicy(10.0)))
    assert sheet is not None
    assert [(r["Grade"], r["Feedback comments"]) for r in table(sheet.text)] == [("1.00", "By hand.")] * 3


def test_a_teachers_comment_stays_and_ours_is_written_once(make: Make) -> None:
    first = moodle_csv(make([result("ada")], roster=worksheet(ADA, **{"Feedback comments": "Nice plots!"})))
    assert first is not None
    (row,) = table(first.text)
    said = row["Feedback comments"]
    assert said.startswith("Nice plots! Graded automatically: 2 of 4 points")
    again = moodle_csv(make([result("ada", 3)], roster=worksheet(ADA, **{"Feedback comments": said})))
    assert again is not None
    (row,) = table(again.text)
    assert row["Feedback comments"].count("Graded automatically") == 1
    assert row["Feedback comments"].startswith("Nice plots! Graded automatically: 3 of 4")


@pytest.mark.parametrize(
    ("roster", "says"),
    [
        (worksheet(ADA, most="100.00"), "Maximum Grade is 100.00, but the lab has 4 points. Set it to 4"),
        (worksheet(ADA, most="Excellent"), "'Excellent', no number of points"),
        (worksheet(ADA, columns=COLUMNS[:4]), "the worksheet has no column 'Grade'"),
    ],
)
def test_what_cannot_be_filled_in_is_told_and_not_scaled(make: Make, roster: Roster, says: str) -> None:
    sheet = moodle_csv(make([result("ada")], roster=roster))
    assert sheet is not None
    assert sheet.text == ""
    assert says in sheet.notes[0]


def test_who_is_not_on_the_worksheet_is_named(make: Make) -> None:
    sheet = moodle_csv(make([result("ada"), result("bob")], (by("bob", BOB),), worksheet(ADA)))
    assert sheet is not None
    assert sheet.notes == ("moodle.csv lacks who is not on the worksheet: Bob.",)


def test_a_worksheet_without_comments_is_filled_in_too(make: Make) -> None:
    columns = COLUMNS[:-1]
    roster = worksheet(ADA, columns=columns)
    rows = {name: {c: row[c] for c in columns} for name, row in roster.rows.items()}
    sheet = moodle_csv(make([result("ada")], roster=Roster((ADA,), "moodle", columns, rows)))
    assert sheet is not None
    (row,) = table(sheet.text)
    assert (row["Grade"], tuple(row)) == ("2.00", columns)


def test_another_roster_gives_no_worksheet(make: Make) -> None:
    assert moodle_csv(make([result("ada")], roster=Roster((ADA,)))) is None
