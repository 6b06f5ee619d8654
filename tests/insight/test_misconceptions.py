"""Messages that mean the same are one group, and those that don't are not."""

from __future__ import annotations

import pytest
from labkit.checks.values import exists

from autograder.outcomes import Outcome, QuestionResult, Result, TestResult
from autograder.report.insight.misconceptions import misconceptions, normalised


def failing(name: str, *messages: tuple[str, str], outcome: Outcome = Outcome.GRADED) -> Result:
    """A result of which each (test, message) failed in q1."""
    tests = tuple(TestResult("q1", test, True, False, 1.0, message) for test, message in messages)
    return Result(name, "m01", outcome, (QuestionResult("q1", 0.0, 1.0, tests),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("`loss` is 0.31, but should be below 0.2.", "`loss` is 1.2e-05, but should be below 0.2."),
        ("`x` has shape (32, 5), but should be (32, 2).", "`x` has shape (8,), but should be (8, 2)."),
        ("`f(3)` returns `[1, 2]`.", "`f(12)` returns `[]`."),
        ("It is 12 % too high.", "It is 7 % too high."),
        ("Stops after −3 epochs.", "Stops after 4 epochs."),
        ("a  is\nb", "a is b"),
    ],
)
def test_figures_shapes_and_values_make_no_difference(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("`loss` is 0.3.", "`accuracy` is 0.3."),
        ("`model.eval()` is missing.", "`model.train()` is missing."),
        ("Look at q1.", "Look at q2."),
        ("`conv2d` is called.", "`conv1d` is called."),
    ],
)
def test_names_make_one(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


def test_groups_come_with_their_students_the_commonest_first() -> None:
    groups = misconceptions(
        [
            failing("ann", ("test_a", "Look at a. `x` is 1.")),
            failing("bob", ("test_a", "Look at a. `x` is 2."), ("test_b", "Look at b. It is random.")),
            failing("cy", ("test_a", "Look at a. `x` is 2.")),
        ]
    )
    assert [(g.tests, g.submissions) for g in groups] == [
        (("test_a",), ("ann", "bob", "cy")),
        (("test_b",), ("bob",)),
    ]
    assert groups[0].message == "Look at a. `x` is 2."


def test_the_same_words_in_several_tests_of_a_question_are_one_group() -> None:
    words = "fit should return a dict."
    (group,) = misconceptions(
        [failing("ann", ("test_a", f"Look at a. {words}"), ("test_b", f"Look at b. {words}"))]
    )
    assert (group.tests, group.submissions) == (("test_a", "test_b"), ("ann",))


def test_words_with_a_figure_are_of_their_test_alone() -> None:
    groups = misconceptions(
        [failing("ann", ("test_a", "Look at a. It is 1."), ("test_b", "Look at b. It is 2."))]
    )
    assert len(groups) == 2


def test_who_has_no_answer_yet_is_one_group_of_a_question() -> None:
    """labkit's own words, for any name."""
    said = []
    for value in ("`fit` ", "`fit(…)` "):
        with pytest.raises(AssertionError) as caught:
            exists(..., name=value.strip(" `"))
        said.append(str(caught.value))
    (group,) = misconceptions([failing("ann", ("test_a", f"Look. {said[0]}"), ("test_b", f"See. {said[1]}"))])
    assert group.missing


def test_what_never_ran_holds_no_misconception() -> None:
    assert misconceptions([failing("ann", ("test_a", "x"), outcome=Outcome.UNREADABLE)]) == ()


def test_a_test_without_a_message_is_a_group_too() -> None:
    assert [g.tests for g in misconceptions([failing("ann", ("test_a", ""), ("test_b", ""))])] == [
        ("test_a",),
        ("test_b",),
    ]
