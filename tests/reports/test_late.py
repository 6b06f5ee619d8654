"""What being late costs: by the day begun, never made up, and told in one line where the course is wrong."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from autograder.course import Lab, load_course
from autograder.errors import CourseError
from autograder.late import Lateness, LatePolicy, lateness

DUE = datetime.fromisoformat("2026-12-01T23:59:00+01:00")
POLICY = LatePolicy(10.0, days=3, grace=15)
UNKNOWN = Lateness(None, None)


@pytest.mark.parametrize(
    ("at", "days", "percent"),
    [
        ("2026-12-01T23:59:00+01:00", 0, 0),
        ("2026-11-20T08:00:00+01:00", 0, 0),
        ("2026-12-02T00:14:00+01:00", 0, 0),  # the last minute of grace
        ("2026-12-02T00:14:01+01:00", 1, 10),
        ("2026-12-01T23:14:00Z", 0, 0),  # the same in another zone
        ("2026-12-01T23:15:00Z", 1, 10),
        ("2026-12-03T00:14:00+01:00", 1, 10),  # grace moves each day's end
        ("2026-12-03T00:15:00+01:00", 2, 20),
        ("2026-12-05T00:14:00+01:00", 3, 30),
        ("2026-12-05T00:15:00+01:00", 4, 100),  # after more than three days nothing counts
        ("2027-12-05T00:15:00+01:00", 369, 100),
    ],
)
def test_each_day_begun_costs(at: str, days: int, percent: float) -> None:
    assert lateness(DUE, at, None, POLICY) == Lateness(days, percent)


def test_nobody_loses_more_than_all() -> None:
    assert lateness(DUE, "2026-12-20T00:00:00+01:00", None, LatePolicy(30.0)).percent == 100.0


@pytest.mark.parametrize(
    ("due", "at", "flagged", "found"),
    [
        (DUE, "", None, Lateness()),
        (DUE, "", False, Lateness()),
        (DUE, "", True, UNKNOWN),
        (None, "2026-12-09T00:00:00+01:00", True, UNKNOWN),
        (None, "2026-12-09T00:00:00+01:00", None, Lateness()),
        (DUE, "2026-12-09T00:00:00", True, UNKNOWN),  # without its zone it is no moment
        (DUE, "yesterday", True, UNKNOWN),
        (DUE, "2026-12-09T00:00:00+01:00", False, Lateness()),  # an extension, which the system knows of
        (DUE, "2026-12-01T00:00:00+01:00", True, Lateness()),  # the course's own due time decides
        (DUE, "2026-12-02T00:30:00+01:00", True, Lateness(1, 10.0)),
    ],
)
def test_nothing_is_made_up(due: datetime | None, at: str, flagged: bool | None, found: Lateness) -> None:
    assert lateness(due, at, flagged, POLICY) == found


def test_without_a_policy_it_costs_nothing() -> None:
    assert lateness(DUE, "2026-12-03T00:00:00+01:00", None, None) == Lateness(2, 0.0)
    assert lateness(None, "", True, None) == Lateness(None, 0.0)


@pytest.mark.parametrize(
    ("late", "total", "after"),
    [
        (Lateness(), 3.5, 3.5),
        (Lateness(2, 20.0), 3.5, 2.5),
        (Lateness(4, 100.0), 3.5, 0.0),
        (Lateness(2, 90.0), 3.5, 0.0),  # never below 0
        (UNKNOWN, 3.5, None),
        (Lateness(2, 20.0), None, None),
    ],
)
def test_the_cost_is_a_share_of_the_labs_points(
    late: Lateness, total: float | None, after: float | None
) -> None:
    assert late.after(total, 5.0) == after


# --- course.toml ---


def lab(folder: Path, late: str = "", due: str = "") -> Lab:
    path = folder / "assignments" / "course.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'{late}\n[[lab]]\nname = "m01"\ntitle = "Mini"\npoints = 5\n{due}\n', encoding="utf-8")
    return load_course(folder).lab("m01")


def test_a_course_says_when_and_how_much(tmp_path: Path) -> None:
    found = lab(tmp_path, "[late]\npercent = 10\ndays = 3\ngrace = 15", "due = 2026-12-01T23:59:00+01:00")
    assert (found.due, found.late) == (DUE, POLICY)
    assert lab(tmp_path, "[late]\npercent = 12.5\ngrace = 0").late == LatePolicy(12.5)
    assert (lab(tmp_path).due, lab(tmp_path).late) == (None, None)


@pytest.mark.parametrize(
    ("late", "due", "says"),
    [
        ("", "due = 2026-12-01T23:59:00", "'due' is 2026-12-01T23:59:00, but should be a date and time with"),
        ("", "due = 2026-12-01", "'due' is 2026-12-01, but should be a date and time with its offset"),
        ("", 'due = "2026-12-01T23:59:00+01:00"', "such as 2026-12-01T23:59:00+01:00"),
        ("", "late = 1", "unknown key 'late'"),
        ("[late]", "", "[late]: 'percent' is missing"),
        ("[late]\npercent = 0", "", "'percent' is 0, but should be a number above 0, and at most 100"),
        ("[late]\npercent = 101", "", "at most 100"),
        ("[late]\npercent = true", "", "'percent' is True"),
        ("[late]\npercent = 10\ndays = 0", "", "'days' is 0, but should be a whole number above 0"),
        ("[late]\npercent = 10\ngrace = -5", "", "should be a whole number of minutes, 0 or more"),
        ("[late]\npercent = 10\nhours = 3", "", "unknown key 'hours'. The keys are: days, grace, percent"),
        ("late = 10", "", "[late]: is no table"),
    ],
)
def test_what_is_wrong_is_refused_in_one_line(tmp_path: Path, late: str, due: str, says: str) -> None:
    with pytest.raises(CourseError) as error:
        lab(tmp_path, late, due)
    assert says in str(error.value)
    assert "\n" not in str(error.value)
