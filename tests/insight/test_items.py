"""Item statistics against a hand-computed example, and scipy as the oracle."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from autograder.bundle import Criterion, ManualQuestion
from autograder.course import Lab
from autograder.outcomes import Answer, Outcome, QuestionResult, Result, TestResult
from autograder.report import Scheme
from autograder.report.insight.items import Items, alpha, analyse, difficulty, discrimination

LAB = Lab("m01", "A mini lab", 11.0, Path("."))
# ten submissions: q1 is one test of 1 point, which the five best pass; q2 gives 1 to 10 points, one each
PASSED = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
OTHERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
# sum of (x - 0.5)(y - 5.5) = 12.5; of (x - 0.5)² = 2.5; of (y - 5.5)² = 82.5
R = 12.5 / (2.5 * 82.5) ** 0.5  # 0.8704
ALPHA = 2 * (1 - (2.5 + 82.5) / (2.5 + 82.5 + 2 * 12.5))  # 0.4545; all variances by n - 1, which cancels


def result(
    name: str, passed: float, other: float, *, hidden: bool = True, outcome: Outcome = Outcome.GRADED
) -> Result:
    test = TestResult("q1", "test_a", hidden, bool(passed), 1.0)
    last = TestResult("q2", "test_b", False, other > 5, 10.0)
    questions = (
        QuestionResult("q1", float(passed), 1.0, (test,)),
        QuestionResult("q2", float(other), 10.0, (last,)),
    )
    return Result(name, "m01", outcome, questions)


def example(passed: list[int] = PASSED, others: list[int] = OTHERS, **more: bool) -> list[Result]:
    return [result(f"s{n}", x, y, **more) for n, (x, y) in enumerate(zip(passed, others, strict=True))]


def analysed(results: list[Result]) -> Items:
    return analyse(Scheme.of(LAB, ("q1", "q2"), results), results)


def test_the_example_as_computed_by_hand() -> None:
    found = analysed(example())
    assert found.n == 10
    assert [item.p for item in found.questions] == [0.5, 0.55]
    assert [item.discrimination.r for item in found.questions] == [pytest.approx(R), pytest.approx(R)]
    assert pytest.approx(0.8704, abs=1e-4) == R
    assert found.alpha == pytest.approx(ALPHA)
    assert pytest.approx(0.4545, abs=1e-4) == ALPHA
    assert found.tests[0].p == 0.5
    assert found.tests[0].discrimination.r == pytest.approx(R)


def test_against_scipy() -> None:
    luck = np.random.default_rng(0)
    rest = luck.normal(size=80)
    item = (rest + luck.normal(size=80) > 0).astype(float)
    found = discrimination(item, rest)
    assert found.r == pytest.approx(stats.pointbiserialr(item, rest).statistic)
    interval = stats.pearsonr(item, rest).confidence_interval(0.95)
    assert (found.low, found.high) == (
        pytest.approx(interval.low, abs=1e-3),
        pytest.approx(interval.high, abs=1e-3),
    )


def test_order_makes_no_difference() -> None:
    results = example()
    random.Random(0).shuffle(results)
    assert analysed(results).questions == analysed(example()).questions


@pytest.mark.parametrize(
    ("x", "rest", "why"),
    [
        ([1.0] * 12, list(range(12)), "all the same"),
        (list(range(12)), [3.0] * 12, "all the same"),
        ([0, 1, 0], [1, 2, 3], "too few"),
        ([0, 1] * 6, None, "no other question"),
        ([np.nan] * 8 + [0, 1, 0, 1], list(range(12)), "too few"),
    ],
)
def test_where_it_is_undefined_it_says_why(x: list[float], rest: list[float] | None, why: str) -> None:
    found = discrimination(np.array(x, float), None if rest is None else np.array(rest, float))
    assert (found.r, found.why) == (None, why)


def test_alpha_is_undefined_without_two_questions_or_variance() -> None:
    same = np.ones(12)
    assert alpha([np.arange(12.0)]) is None
    assert alpha([same, same]) is None
    assert alpha([]) is None
    assert alpha([np.arange(12.0), np.arange(12.0)]) == pytest.approx(1.0)


def test_difficulty_of_nothing() -> None:
    assert difficulty(np.array([np.nan]), 1.0) is None
    assert difficulty(np.array([1.0]), 0.0) is None


def test_what_never_ran_is_not_counted() -> None:
    bad = [
        result("x", 0, 0, outcome=Outcome.UNREADABLE),
        result("y", 0, 0, outcome=Outcome.OUR_FAULT),
    ]
    assert analysed([*example(), *bad]).questions == analysed(example()).questions
    assert analysed(bad).n == 0


def test_a_test_that_older_results_lack_counts_where_it_is() -> None:
    old = Result("old", "m01", Outcome.GRADED, (QuestionResult("q1", 0.0, 1.0, ()),))
    tests = analysed([*example(), old]).tests
    assert [(test.test, test.n) for test in tests] == [("test_a", 10), ("test_b", 10)]


@pytest.mark.parametrize(
    ("results", "remark", "suspicious"),
    [
        (example([1 - x for x in PASSED]), "the strong fail more often", True),
        (example([1, 0, 1, 0, 1, 0, 1, 0, 1, 0]), "below 0, maybe by chance", True),
        (example([0] * 10), "nearly nobody", True),
        (example([1] * 10), "nearly everybody", False),
        (example([0] * 8 + [1, 1], hidden=False), "public, fails for most", True),
        (example(), "", False),
    ],
)
def test_what_to_look_at(results: list[Result], remark: str, suspicious: bool) -> None:
    item = analysed(results).tests[0]
    assert remark in item.remarks or (not remark and not item.remarks)
    assert item.is_suspicious is suspicious


def test_answers_that_are_still_to_be_read_are_no_zeros() -> None:
    manual = {"q3": ManualQuestion(4.0, "Why?", (Criterion(4.0, "Because."),), ("c",))}
    results = [
        Result(r.submission, r.lab, r.outcome, r.questions, answers=(Answer("q3", 4.0, "So."),))
        for r in example()
    ]
    found = analyse(Scheme.of(LAB, ("q1", "q2", "q3"), results, manual), results)
    assert (found.questions[2].p, found.questions[2].n) == (None, 0)
    assert found.questions[0].discrimination.r == pytest.approx(R)
    assert found.alpha == pytest.approx(ALPHA)
