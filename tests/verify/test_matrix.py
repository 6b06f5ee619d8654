"""Every surprise, in each direction: what runs show against what was expected of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.outcomes import CellEvent, Outcome, QuestionResult, Result, TestResult
from autograder.verify.matrix import (
    Case,
    Expected,
    Row,
    Run,
    blank_case,
    judge_case,
    reference_case,
    variant_case,
)
from autograder.verify.variants import Kind, Variant

TESTS = {"q1": ("q1.test_a", "q1.test_b"), "q2": ("q2.test_c",)}
HIDDEN = frozenset({"q1.test_b", "q2.test_c"})


def run(verdicts: dict[str, str], *, seed: int = 1, outcome: Outcome = Outcome.GRADED, cell: int = 0) -> Run:
    """A run in which each test passed where its text is empty, and failed with that text elsewhere."""
    tests = [
        TestResult(*name.split("."), name in HIDDEN, not text, 1, text) for name, text in verdicts.items()
    ]
    questions = tuple(
        QuestionResult(q, 0, 0, tuple(t for t in tests if t.question == q))
        for q in TESTS
        if any(t.question == q for t in tests)
    )
    events = (CellEvent(cell, "NameError", "x is missing"),) if cell else ()
    return Run(Result("x", "lab", outcome, questions, "", events, {"total": 1.5}, seed), seed)


def wrong(*fails: str, says: tuple[str, ...] = ()) -> Case:
    variant = Variant(Path("q1_x.py"), Kind.WRONG, "q1", "", frozenset(fails), says)
    return variant_case(variant, TESTS["q1"], own_cell=3)


RIGHT = variant_case(Variant(Path("q1_x.py"), Kind.RIGHT, "q1", ""), TESTS["q1"], own_cell=3)
REFERENCE, BLANK = reference_case(TESTS), blank_case(TESTS, HIDDEN)
EXACT = wrong("q1.test_b", says=("mean",))


def lines(row: Row) -> str:
    return "\n".join(f"{surprise.line} {surprise.message}" for surprise in row.surprises)


@pytest.mark.parametrize(
    ("case", "seen"),
    [
        (REFERENCE, run({"q1.test_a": "", "q1.test_b": "", "q2.test_c": ""})),
        (BLANK, run({"q1.test_a": "", "q1.test_b": "no", "q2.test_c": "no"})),
        (
            BLANK,
            run({"q1.test_a": "no", "q1.test_b": "no", "q2.test_c": "no"}, outcome=Outcome.RAISED, cell=2),
        ),
        (RIGHT, run({"q1.test_a": "", "q1.test_b": ""})),
        (EXACT, run({"q1.test_a": "", "q1.test_b": "The Mean is off"})),
        (EXACT, run({"q1.test_a": "", "q1.test_b": "mean"}, outcome=Outcome.RAISED, cell=3)),
        (wrong(), run({"q1.test_a": "no", "q1.test_b": ""})),
    ],
)
def test_what_was_expected_is_no_surprise(case: Case, seen: Run) -> None:
    assert judge_case(case, [seen]).surprises == ()


@pytest.mark.parametrize(
    ("case", "seen", "line"),
    [
        (
            REFERENCE,
            {"q1.test_a": "", "q1.test_b": "", "q2.test_c": "bad"},
            "q2.test_c: expected: pass; seen: fail",
        ),
        (
            BLANK,
            {"q1.test_a": "no", "q1.test_b": "", "q2.test_c": "no"},
            "q1.test_b: expected: fail; seen: pass",
        ),
        (RIGHT, {"q1.test_a": "", "q1.test_b": "bad"}, "q1.test_b: expected: pass; seen: fail"),
        (EXACT, {"q1.test_a": "", "q1.test_b": ""}, "q1.test_b: expected: fail; seen: pass"),
        (EXACT, {"q1.test_a": "mean", "q1.test_b": "mean"}, "q1.test_a: expected: pass; seen: fail"),
        (EXACT, {"q1.test_a": "", "q1.test_b": "shape"}, "expected: a message that matches /mean/"),
        (wrong(), {"q1.test_a": "", "q1.test_b": ""}, "expected: a test of q1 fails; seen: all pass"),
        (RIGHT, {"q1.test_a": ""}, "q1.test_b: expected: pass; seen: fail"),
    ],
)
def test_each_surprise_is_told(case: Case, seen: dict[str, str], line: str) -> None:
    row = judge_case(case, [run(seen)])
    assert len(row.surprises) == 1
    assert line in lines(row)
    assert "(seed 1, 1.5 s)" in lines(row)


def test_a_question_without_hidden_tests_must_not_be_full_when_blank() -> None:
    case = blank_case({"q1": ("q1.test_a",)}, frozenset())
    assert "a test of q1 fails; seen: all pass" in lines(judge_case(case, [run({"q1.test_a": ""})]))


@pytest.mark.parametrize("case", [REFERENCE, RIGHT])
def test_a_right_notebook_must_run_to_its_end(case: Case) -> None:
    seen = run(dict.fromkeys(case.expected, ""), outcome=Outcome.RAISED, cell=7)
    told = lines(judge_case(case, [seen]))
    assert "expected: the notebook runs to its end; seen: student code raised" in told
    assert "cell 7: NameError: x is missing" in told


def test_a_fault_of_ours_is_a_surprise_everywhere() -> None:
    seen = run({"q1.test_a": "", "q1.test_b": "mean"}, outcome=Outcome.OUR_FAULT)
    assert "seen: our fault" in lines(judge_case(EXACT, [seen]))


def test_a_reference_s_cell_that_raises_before_a_variant_is_a_surprise() -> None:
    seen = run({"q1.test_a": "", "q1.test_b": "mean"}, outcome=Outcome.RAISED, cell=2)
    assert "the reference's cells that it needs run; seen: NameError in cell 2" in lines(
        judge_case(EXACT, [seen])
    )


def test_flaking_is_counted_over_the_seeds() -> None:
    texts = ["", "bad", "", "bad", ""]
    row = judge_case(RIGHT, [run({"q1.test_a": "", "q1.test_b": t}, seed=s) for s, t in enumerate(texts, 1)])
    assert (row.cells["q1.test_b"].flaky, row.cells["q1.test_b"].symbol) == (True, "!~2/5")
    assert row.cells["q1.test_a"].symbol == "✓"
    assert [s.line for s in row.surprises] == [
        "right/q1_x · q1.test_b: expected: pass; seen: fail (seed 2, in 2 of 5 runs, 1.5 s)"
    ]


def test_flaking_where_any_test_may_fail_is_shown_and_no_surprise() -> None:
    seen = [{"q1.test_a": "no", "q1.test_b": ""}, {"q1.test_a": "no", "q1.test_b": "no"}]
    row = judge_case(wrong(), [run(verdicts, seed=s) for s, verdicts in enumerate(seen, 1)])
    assert (row.cells["q1.test_b"].symbol, row.surprises) == ("~1/2", ())


def test_what_only_staff_may_see_is_told_beside_the_message() -> None:
    test = TestResult("q1", "test_a", False, False, 1, "It raised.", "Traceback\n  …\nIndexError: 3")
    seen = Result("x", "lab", Outcome.GRADED, (QuestionResult("q1", 0, 1, (test,)),))
    case = Case("right/q1_x", Kind.RIGHT, {"q1.test_a": Expected.PASS}, question="q1")
    (surprise,) = judge_case(case, [Run(seen, 1)]).surprises
    assert surprise.message == "It raised.\n(for staff: IndexError: 3)"
