"""Distributions, times and exceptions of a class."""

from __future__ import annotations

import pytest

from autograder.outcomes import CellEvent, CellRun, Outcome, Result
from autograder.report.insight.spread import distribution, raised, slow_cells


def test_the_figures_of_a_distribution() -> None:
    found = distribution([10.0, 20.0, 30.0, 40.0, 100.0])
    assert found is not None
    assert (found.n, found.mean, found.median, found.lower, found.upper) == (5, 40.0, 30.0, 20.0, 40.0)
    assert found.deviation == pytest.approx(
        35.3553, abs=1e-4
    )  # square root of (900 + 400 + 100 + 0 + 3600) / 4
    assert found.counts == (0, 1, 1, 1, 1, 0, 0, 0, 0, 1)


def test_nobody_and_one_alone() -> None:
    assert distribution([]) is None
    alone = distribution([50.0])
    assert alone is not None
    assert alone.deviation is None


def of(name: str, *seconds: float, events: tuple[CellEvent, ...] = ()) -> Result:
    cells = tuple(CellRun(number, value) for number, value in enumerate(seconds, start=1))
    return Result(name, "m01", Outcome.GRADED, cells=cells, events=events)


def test_the_slowest_cells_and_whose_they_are() -> None:
    found = slow_cells([of("ann", 1.0, 5.0), of("bob", 2.0, 3.0), of("cy")])
    assert [(c.cell, c.n, c.median, c.maximum, c.slowest) for c in found] == [
        (2, 2, 4.0, 5.0, "ann"),
        (1, 2, 1.5, 2.0, "bob"),
    ]
    assert slow_cells([of("cy")]) == ()


def test_exceptions_by_the_number_of_notebooks() -> None:
    twice = (
        CellEvent(3, "NameError", "x is not defined\nmore"),
        CellEvent(4, "NameError", "x is not defined\nmore"),
    )
    found = raised([of("ann", events=twice), of("bob", events=(twice[0], CellEvent(9, "Timeout", "")))])
    assert [(kind.exception, kind.submissions, kind.cells) for kind in found] == [
        ("NameError", ("ann", "bob"), ((3, 2), (4, 1))),
        ("Timeout", ("bob",), ((9, 1),)),
    ]
    assert [kind.example for kind in found] == ["x is not defined", ""]


def test_what_no_page_can_show_is_taken_out() -> None:
    (kind,) = raised([of("ann", events=(CellEvent(1, "E\x1b", "a\ud800\x00" * 200),))])
    (kind.exception + kind.example).encode()
    assert "\x00" not in kind.example
    assert len(kind.example) < 200
