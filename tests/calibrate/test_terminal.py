"""What the tables say, from figures made up for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO

import pytest
from labkit.measure import Measured, Sense
from rich.console import Console

from autograder.calibrate.figures import REFERENCE, Figure, MeasuredResult, Threshold, figures_of, thresholds
from autograder.calibrate.run import Calibration
from autograder.calibrate.terminal import comment, print_calibration
from autograder.outcomes import Outcome
from autograder.verify.matrix import Case, Expected

TEST = "q1.test_model"
CASES = [
    Case(REFERENCE, REFERENCE, {TEST: Expected.PASS}, question="q1"),
    Case("right/q1_other", "right", {TEST: Expected.PASS}, question="q1"),
    Case("wrong/q1_worse", "wrong", {TEST: Expected.FAIL}, question="q1"),
    Case("wrong/q1_elsewhere", "wrong", {TEST: Expected.EITHER}, question="q1"),
]
NORMAL = [0.90, 0.91, 0.89, 0.92, 0.88, 0.905, 0.895, 0.9, 0.915, 0.885]


def made(
    values: Mapping[str, Sequence[float]],
    limit: float = 0.8,
    sense: Sense = "at least",
    cases: Sequence[Case] = CASES,
) -> tuple[Threshold, ...]:
    figures = [
        Figure(TEST, "accuracy", case, seed, value, limit, sense)
        for case, given in values.items()
        for seed, value in enumerate(given, start=1)
    ]
    return thresholds(figures, cases, {"q1": ("q1.test_shape", TEST)})


def shown(
    values: Mapping[str, Sequence[float]],
    limit: float = 0.8,
    sense: Sense = "at least",
    cases: Sequence[Case] = CASES,
) -> str:
    found = made(values, limit, sense, cases)
    out = StringIO()
    calibration = Calibration("lab", "A lab", 10, found, (), ("right/q1_other, seed 3, fails",), 40, 1.0)
    print_calibration(calibration, Console(file=out, width=80))
    return out.getvalue()


def row(text: str, name: str) -> list[str]:
    return next(line.split()[1:] for line in text.splitlines() if line.strip().startswith(name))


def test_a_table_of_a_sound_threshold() -> None:
    text = shown(
        {REFERENCE: NORMAL, "right/q1_other": NORMAL, "wrong/q1_worse": [0.5 - v / 10 for v in NORMAL]}
    )
    assert row(text, "reference") == [
        "0.8800",
        "0.9000",
        "0.9200",
        "0.9000",
        "0.0129",
        "0.8328",
        "0.0800",
        "10/10",
    ]
    assert row(text, "wrong/worse") == [
        "0.4080",
        "0.4100",
        "0.4120",
        "0.4100",
        "0.0013",
        "0.4167",
        "0.3880",
        "0/10",
    ]
    assert row(text, "wrong/elsewhere") == ["–"] * 7 + ["0/0"]
    assert "falls below 0.8328 (k = 5.20); in force: 0.8; margin: 0.0328" in text
    assert "right/q1_other, seed 3, fails" in text
    for doubt in ("stricter", "wrong side of", "are few", "Shapiro", "same figure", "only"):
        assert doubt not in text, text


def test_no_figure_is_cut_off_where_the_terminal_is_narrow() -> None:
    case = Case(
        "right/q1_a_name_as_long_as_any_that_a_file_has_got", "right", {TEST: Expected.PASS}, question="q1"
    )
    values = {REFERENCE: [-v for v in NORMAL], case.name: [-v for v in NORMAL]}
    text = shown(values, 0, "below", cases=[CASES[0], case])
    assert "…" not in text
    assert len(row(text, "right/a_name")) == 8


def test_a_threshold_that_some_correct_solutions_miss() -> None:
    text = shown({REFERENCE: NORMAL, "right/q1_other": [v - 0.05 for v in NORMAL]}, 0.862)
    assert "the threshold is stricter than fair: 0.8328 would be" in text
    assert "right/other: its bound, 0.7828, is on the wrong side of the threshold" in text
    assert row(text, "right/other")[-2:] == ["-0.0320", "2/10"]


def test_a_wrong_answer_that_passes_now_and_then() -> None:
    text = shown({REFERENCE: NORMAL, "wrong/q1_worse": [*[0.7] * 9, 0.81]})
    assert row(text, "wrong/worse")[-2:] == ["-0.0100", "1/10"]
    assert (
        "wrong/worse: its bound, 0.8920, is on the wrong side of the threshold (but its figures are not"
        in text
    )


def test_a_figure_that_should_stay_below() -> None:
    values = {REFERENCE: [-v for v in NORMAL], "wrong/q1_worse": [0.1, 0.2]}
    text = shown(values, 0, "below")
    assert f"{TEST} · accuracy: below 0" in text
    assert row(text, "reference")[-3:] == ["-0.8328", "0.8800", "10/10"]
    assert row(text, "wrong/worse")[-2:] == ["0.1000", "0/2"]
    assert "lies above -0.8328 (k = 5.20); in force: 0; margin: 0.8328" in text


@pytest.mark.parametrize(
    ("values", "doubt"),
    [
        ([0.9] * 9 + [0.7], "not normally distributed (Shapiro–Wilk: p = "),
        ([0.9] * 9 + [0.7], "look at the minimum seen, 0.7000"),
        ([1.0] * 10, "all runs gave the same figure"),
        (NORMAL[:9], "9 runs are few"),
        (NORMAL[:9], "only 9 of 10 runs of the reference came as far"),
        (NORMAL[:1], "one figure says nothing about others"),
    ],
)
def test_doubts_are_told(values: list[float], doubt: str) -> None:
    assert doubt in shown({REFERENCE: values}, 0.5)


def test_the_comment_for_the_source() -> None:
    (threshold,) = made({REFERENCE: NORMAL, "wrong/q1_worse": [0.5, 0.625]})
    assert comment(threshold).splitlines() == [
        "# 10 seeds of the reference: 0.8800 to 0.9200, median 0.9000; tolerance bound (99.9 %, 95 %) 0.8328;",
        "# nearest wrong/worse: 0.5000 to 0.6250",
    ]


def test_where_thresholds_differ_from_run_to_run_the_strictest_counts() -> None:
    figures = [Figure(TEST, "a", REFERENCE, i, 0.9, 0.5 + i / 10, "at least") for i in (1, 2)]
    assert [t.value for t in thresholds(figures, CASES, {"q1": [TEST]})] == [0.7]


def test_what_only_a_variant_meets_is_no_threshold_of_the_references() -> None:
    assert made({"wrong/q1_worse": [0.1]}) == ()


def test_figures_measured_again_are_numbered() -> None:
    measured = Measured("a", 1.0, 0.5, "at least")
    figures = tuple((test, measured) for test in (TEST, TEST, "q1.test_shape"))
    result = MeasuredResult("x", "lab", Outcome.GRADED, figures=figures)
    assert [(f.test, f.name) for f in figures_of(result, REFERENCE, 1)] == [
        (TEST, "a"),
        (TEST, "a (2)"),
        ("q1.test_shape", "a"),
    ]
