"""`grades.csv` of a class with people: everyone has a row, and being late is told beside the score, not in it."""

from __future__ import annotations

from datetime import datetime

from autograder.bundle import Criterion, ManualQuestion
from autograder.late import LatePolicy
from autograder.outcomes import Answer, Outcome, Result
from autograder.people import Person, Roster
from autograder.report import Scheme, grades_csv
from tests.reports.conftest import LAB, Make, by, result, table

DUE = datetime.fromisoformat("2026-12-01T23:59:00+01:00")
POLICY = LatePolicy(10.0, days=3)
ADA = Person("ada", "Ada Álvarez", "ada@example.org")
BOB = Person("bob", "Bob 王")


def test_everyone_has_a_row_whoever_handed_in(make: Make) -> None:
    roster = Roster((Person("zoe", "Zoë"), ADA))
    rows = grades_csv(make([result("ada"), result("bob")], (by("ada", ADA),), roster)).splitlines()
    assert rows == [
        "id,name,email,q1,q2,total,max,percent,outcome",
        "ada,Ada Álvarez,ada@example.org,2,0,2,4,50,graded",
        "bob,,,2,0,2,4,50,graded",
        "zoe,Zoë,,,,0,4,0,not handed in",
    ]


def test_a_group_has_a_row_each_and_names_its_submission(make: Make) -> None:
    rows = table(grades_csv(make([result("team1", 3)], (by("team1", ADA, BOB),))))
    assert [(row["id"], row["submission"], row["total"]) for row in rows] == [
        ("ada", "team1", "3"),
        ("bob", "team1", "3"),
    ]


def test_no_cell_is_a_formula(make: Make) -> None:
    evil = Person("=1+1", "@SUM(A1)\r\n+2", "-mail@example.org")
    (row,) = table(grades_csv(make([result("x")], (by("=2+2", evil), by("x", evil)))))
    assert (row["id"], row["name"], row["email"]) == ("'=1+1", "'@SUM(A1) +2", "'-mail@example.org")


def test_without_policy_or_flag_nothing_is_said_of_being_late(make: Make) -> None:
    text = grades_csv(make([result("ada")], (by("ada", at="2026-12-09T00:00:00Z", late=False),)))
    assert "late" not in text.splitlines()[0]


def test_a_flag_alone_gives_one_column(make: Make) -> None:
    rows = table(grades_csv(make([result("ada"), result("bob")], (by("ada", late=True),))))
    assert [row["late"] for row in rows] == ["late, by how much is not known", ""]
    assert "after_late" not in rows[0]


def test_the_penalty_is_beside_the_score(make: Make) -> None:
    results = [result("ada", 3), result("bob", 3), result("cat", 3), result("dan", 3), result("eve")]
    results += [result("fay", outcome=Outcome.OUR_FAULT)]
    hand_ins = (
        by("ada", at="2026-12-01T20:00:00+01:00"),
        by("bob", at="2026-12-03T12:00:00+01:00"),
        by("cat", late=True),
        by("dan", at="2026-12-09T12:00:00+01:00"),
        by("fay", at="2026-12-02T12:00:00+01:00"),
    )
    graded = make(results, hand_ins, Roster((Person("zoe"),)), due=DUE, late=POLICY)
    names = ("id", "total", "late", "late_days", "late_percent", "after_late")
    assert [tuple(row[name] for name in names) for row in table(grades_csv(graded))] == [
        ("ada", "3", "", "0", "0", "3"),
        ("bob", "3", "2 days late", "2", "20", "2.2"),
        ("cat", "3", "late, by how much is not known", "", "", ""),
        ("dan", "3", "8 days late", "8", "100", "0"),
        ("eve", "2", "", "0", "0", "2"),
        ("fay", "", "1 day late", "1", "10", ""),
        ("zoe", "0", "", "", "", "0"),
    ]


def test_a_policy_has_its_columns_though_nobody_is_late(make: Make) -> None:
    header = grades_csv(make([result("ada")], due=DUE, late=POLICY)).splitlines()[0]
    assert header == "id,q1,q2,total,max,percent,late_days,late_percent,after_late,outcome"


def test_a_question_may_be_called_as_a_column_is(make: Make) -> None:
    scheme = Scheme(("total", "late"), 4.0)
    header = grades_csv(make([result("ada")], scheme=scheme)).splitlines()[0]
    assert header == "id,total,late,total,max,percent,outcome"


def test_what_counts_elsewhere_is_final(make: Make) -> None:
    manual = {"q3": ManualQuestion(1.0, "Why?", (Criterion(1.0, "So."),), ("c",))}
    unread = Result(
        "ben", "m01", Outcome.GRADED, result("ben").questions, answers=(Answer("q3", 1.0, "So."),)
    )
    results = [result("ada", outcome=Outcome.OUR_FAULT), unread, result("cat"), result("dan")]
    scheme = Scheme.of(LAB, ("q1", "q2", "q3"), results, {})
    hand_ins = (by("cat", late=True),)
    graded = make(results, hand_ins, Roster((Person("eve"),)), due=DUE, late=POLICY, scheme=scheme)
    assert [s.counts for s in graded.students] == [None, 2.0, None, 2.0, None]
    scheme = Scheme.of(LAB, ("q1", "q2", "q3"), results, manual)
    graded = make(results, hand_ins, due=DUE, late=POLICY, scheme=scheme)
    assert graded.students[1].counts is None
