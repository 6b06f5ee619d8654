"""`canvas.csv` as Canvas's importer reads it; nobody's grade there is lost to an empty cell."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime

import pytest

from autograder.late import LatePolicy
from autograder.outcomes import Outcome
from autograder.people import Person, Roster
from autograder.report.canvas import canvas_csv
from autograder.report.scheme import GradedClass
from tests.reports.conftest import Make, by, result

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Other (7)", "Mini & lab (123)")


def person(name: str, number: int, **ids: str) -> Person:
    return Person(name, f"{name.title()} Doe", ids={"canvas": str(number), **ids})


ADA, BOB, CAT, DAN, EVE = (person(name, n) for n, name in enumerate(("ada", "bob", "cat", "dan", "eve"), 11))


def export(*people: Person, columns: tuple[str, ...] = COLUMNS, **cells: str) -> Roster:
    """A gradebook's export; `cells` are what the lab's column holds, by person."""
    rows = {
        p.id: {
            **dict.fromkeys(columns, ""),
            "Student": f"Doe, {p.id.title()}",
            "ID": p.ids["canvas"],
            "SIS User ID": f"s{p.ids['canvas']}",
            "SIS Login ID": p.id,
            "Section": "A, B",
            "Other (7)": "5",
            columns[-1]: cells.get(p.id, ""),
        }
        for p in people
    }
    return Roster(people, "canvas", columns, rows)


def written(graded: GradedClass) -> tuple[list[list[str]], tuple[str, ...]]:
    sheet = canvas_csv(graded)
    assert sheet is not None
    return list(csv.reader(io.StringIO(sheet.text))), sheet.notes


def test_an_export_is_given_back_with_the_labs_column_alone(make: Make) -> None:
    graded = make([result("ada", 3), result("bob", 0)], (by("ada", ADA), by("bob", BOB)), export(ADA, BOB))
    rows, notes = written(graded)
    assert rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Mini & lab (123)"],
        ["    Points Possible", "", "", "", "", "4"],
        ["Doe, Ada", "11", "s11", "ada", "A, B", "3"],
        ["Doe, Bob", "12", "s12", "bob", "A, B", "0"],
    ]
    assert notes == ()


def test_who_has_nothing_final_has_no_row_so_that_canvas_keeps_its_grade(make: Make) -> None:
    results = [result("ada"), result("bob", outcome=Outcome.OUR_FAULT), result("cat"), result("dan")]
    hand_ins = (by("ada", ADA), by("bob", BOB), by("cat", CAT), by("dan", DAN, late=True))
    roster = export(ADA, BOB, CAT, DAN, EVE, bob="3", cat=" ex", dan="2", eve="4")
    rows, notes = written(make(results, hand_ins, roster, late=LatePolicy(10.0)))
    assert notes == (
        "canvas.csv leaves Canvas as it is for those without a final score: Bob Doe, Cat Doe, Dan Doe, Eve Doe.",
    )
    assert [row[1] for row in rows[2:]] == ["11"]
    assert all(row[-1] for row in rows[1:])


def test_an_unreadable_notebook_is_a_zero(make: Make) -> None:
    results = [result("ada"), result("bob", outcome=Outcome.UNREADABLE)]
    rows, _ = written(make(results, (by("ada", ADA), by("bob", BOB)), export(ADA, BOB)))
    assert rows[3][-1] == "0"


def test_the_score_after_the_late_policy_is_imported(make: Make) -> None:
    due = datetime.fromisoformat("2026-12-01T23:59:00+01:00")
    hand_ins = (by("ada", ADA, at="2026-12-02T12:00:00+01:00"),)
    graded = make([result("ada", 3)], hand_ins, export(ADA), due=due, late=LatePolicy(10.0))
    assert written(graded)[0][2][-1] == "2.6"
    graded = make([result("ada", 3)], hand_ins, export(ADA), due=due)
    assert written(graded)[0][2][-1] == "3"


def test_without_an_export_ids_are_enough_and_the_assignment_is_new(make: Make) -> None:
    stranger = Person("bob", "Bob")
    graded = make([result("ada"), result("bob")], (by("ada", ADA), by("bob", stranger)))
    rows, notes = written(graded)
    assert rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Mini & lab"],
        ["    Points Possible", "", "", "", "", "4"],
        ["Ada Doe", "11", "", "", "", "2"],
    ]
    assert "makes a new assignment, 'Mini & lab'" in notes[0]
    assert "no Canvas ID: Bob" in notes[1]


def test_the_exports_own_columns_about_people_are_kept(make: Make) -> None:
    columns = ("LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account")
    columns = (*columns, "Section", "Notes", "mini  & LAB (9)")
    rows, _ = written(make([result("ada")], (by("ada", ADA),), export(ADA, columns=columns)))
    assert rows[0] == [*columns[:8], "mini  & LAB (9)"]
    assert rows[1] == ["    Points Possible", *[""] * 7, "4"]


def test_two_columns_that_may_be_the_labs_are_refused(make: Make) -> None:
    columns = (*COLUMNS, "mini & lab (124)")
    sheet = canvas_csv(make([result("ada")], (by("ada", ADA),), export(ADA, columns=columns)))
    assert sheet is not None
    assert sheet.text == ""
    assert "Mini & lab (123), mini & lab (124)" in sheet.notes[0]


@pytest.mark.parametrize("said", ["100.00", "4,5"])
def test_other_points_in_canvas_are_told_and_not_scaled(make: Make, said: str) -> None:
    roster = replace(export(ADA), points={"Mini & lab (123)": said})
    sheet = canvas_csv(make([result("ada")], (by("ada", ADA),), roster))
    assert sheet is not None
    assert sheet.text == ""
    assert "points in Canvas, but the lab has 4. Set them to 4 there" in sheet.notes[0]


@pytest.mark.parametrize("said", ["4", "4.00", "", "(read only)"])
def test_the_same_points_in_canvas_are_fine(make: Make, said: str) -> None:
    roster = replace(export(ADA), points={"Mini & lab (123)": said})
    assert written(make([result("ada")], (by("ada", ADA),), roster))[0][2][-1] == "2"


def test_a_plain_roster_says_nothing_of_canvas(make: Make) -> None:
    roster = Roster((ADA,), "plain", ("id", "Mini & lab (5)"), {"ada": {"id": "ada", "Mini & lab (5)": "EX"}})
    rows, _ = written(make([result("ada")], (by("ada", ADA),), roster))
    assert rows[0][-1] == "Mini & lab"
    assert rows[2] == ["Ada Doe", "11", "", "", "", "2"]


def test_a_group_has_a_row_each(make: Make) -> None:
    rows, _ = written(make([result("team")], (by("team", ADA, BOB),), export(ADA, BOB)))
    assert [(row[1], row[-1]) for row in rows[2:]] == [("11", "2"), ("12", "2")]


def test_names_are_no_formulas_and_no_row_of_points(make: Make) -> None:
    evil = replace(ADA, name="=cmd|' /C calc'!A0")
    sly = replace(BOB, name="Points Possible")
    rows, _ = written(make([result("ada"), result("bob")], (by("ada", evil), by("bob", sly))))
    assert [row[0] for row in rows[2:]] == ["'=cmd|' /C calc'!A0", ""]


def test_a_class_that_is_not_of_canvas_has_no_such_file(make: Make) -> None:
    assert canvas_csv(make([result("ada")])) is None
