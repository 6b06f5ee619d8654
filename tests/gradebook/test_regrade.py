"""Which earlier results still hold, and when verdicts of two runs may stand together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.endings import ENDED, GONE, LATE, LATE_HERE, USED_UP, cut_short
from autograder.gradebook import Entry
from autograder.outcomes import Answer, CellEvent, Outcome, Result, TestResult
from autograder.parts import Parts
from autograder.regrade import Part, what_holds
from tests.gradebook.making import KEY, QUESTIONS, question, result

NOW = Parts("cells", {"q1": "1", "q2": "2", "q3": "3"}, "answers")
RAISED = (CellEvent(3, "ValueError", "some text"),)


def holds(earlier: Result, then: Parts, now: Parts = NOW) -> Entry | Part | None:
    return what_holds([Entry(KEY, earlier)], {"bundle": then}, now)


def part_of(earlier: Result, *kept: str) -> Part:
    return Part(earlier, QUESTIONS, frozenset(kept))


def test_all_holds_where_nothing_changed() -> None:
    earlier = result(outcome=Outcome.TIMED_OUT)
    assert holds(earlier, NOW) == Entry(KEY, earlier)


def test_nothing_holds_where_cells_meet_something_else() -> None:
    assert holds(result(), replace(NOW, cells="others")) is None


def test_nothing_holds_of_a_bundle_that_is_not_known() -> None:
    assert what_holds([Entry(KEY, result())], {}, NOW) is None


def test_only_questions_whose_tests_changed_are_judged_again() -> None:
    found = holds(result(), replace(NOW, tests={**NOW.tests, "q2": "old"}))
    assert isinstance(found, Part)
    assert (found.judged, found.kept, found.seed) == (("q2",), {"q1", "q3"}, 11)


def test_a_new_question_is_judged_and_one_that_is_gone_is_not() -> None:
    then = replace(NOW, tests={"q0": "0", "q1": "1", "q2": "2"})
    found = holds(result(questions=("q0", "q1", "q2")), then)
    assert isinstance(found, Part)
    assert (found.judged, found.kept) == (("q3",), {"q1", "q2"})


def test_where_every_question_changed_all_is_judged_with_new_inputs() -> None:
    assert holds(result(), replace(NOW, tests=dict.fromkeys(QUESTIONS, "old"))) is None


def test_only_texts_are_read_again_where_only_how_answers_are_found_changed() -> None:
    found = holds(result(outcome=Outcome.KILLED), replace(NOW, answers="others"))
    assert isinstance(found, Part)
    assert found.judged == ()
    new = result(questions=(), answers=(Answer("q4", 4.0, "Because."),))
    assert found.merged(new) == replace(found.earlier, answers=new.answers)


def test_the_result_that_keeps_most_is_taken() -> None:
    one, two = (
        replace(NOW, tests={**NOW.tests, "q1": "x", "q2": "x"}),
        replace(NOW, tests={**NOW.tests, "q1": "x"}),
    )
    entries = [Entry(replace(KEY, bundle=name), result(seed=seed)) for name, seed in (("one", 1), ("two", 2))]
    found = what_holds(entries, {"one": one, "two": two}, NOW)
    assert isinstance(found, Part)
    assert (found.judged, found.seed) == (("q1",), 2)
    older = Entry(replace(KEY, bundle="same"), result(seed=3))
    assert what_holds([*entries, older], {"one": one, "two": two, "same": NOW}, NOW) == older


def test_merged_verdicts_stand_in_the_notebooks_order_with_one_seed() -> None:
    merged = part_of(result(("q1", "q3")), "q1", "q3").merged(result(("q2",), questions=("q2",)))
    assert merged is not None
    assert [(q.name, q.score) for q in merged.questions] == [("q1", 2.0), ("q2", 2.0), ("q3", 2.0)]
    assert (merged.seed, merged.outcome) == (11, Outcome.GRADED)
    assert merged.seconds == {"total": 4.0, "cells": 1.0, "tests": 1.5}


def test_two_runs_that_raised_alike_are_merged() -> None:
    earlier = result(("q1",), outcome=Outcome.RAISED, events=RAISED)
    new = result(
        ("q2",), questions=("q2",), outcome=Outcome.RAISED, events=(CellEvent(3, "ValueError", "0x7f"),)
    )
    merged = part_of(earlier, "q1", "q3").merged(new)
    assert merged is not None
    assert merged.events == new.events


LATE_TEST = question("q3", False, LATE.format(seconds=5))
UNLIKE = {
    "another outcome": (result(), result(questions=("q2",), outcome=Outcome.RAISED, events=RAISED)),
    "another cell": (
        result(outcome=Outcome.RAISED, events=RAISED),
        result(questions=("q2",), outcome=Outcome.RAISED, events=(CellEvent(4, "ValueError"),)),
    ),
    "another exception": (
        result(outcome=Outcome.RAISED, events=RAISED),
        result(questions=("q2",), outcome=Outcome.RAISED, events=(CellEvent(3, "KeyError"),)),
    ),
    "timed out": (result(outcome=Outcome.TIMED_OUT), result(questions=("q2",), outcome=Outcome.TIMED_OUT)),
    "out of memory": (result(), result(questions=("q2",), outcome=Outcome.OUT_OF_MEMORY)),
    "killed": (result(outcome=Outcome.KILLED), result(questions=("q2",), outcome=Outcome.KILLED)),
    "in doubt": (result(), result(questions=("q2",), doubt="signal 9 in cell 1")),
    "was in doubt": (result(doubt="signal 9 in cell 1"), result(questions=("q2",))),
    "a kept test was cut short": (
        replace(result(), questions=(*result().questions[:2], LATE_TEST)),
        result(questions=("q2",)),
    ),
    "a new test was cut short": (result(), replace(result(), questions=(question("q2", False, GONE),))),
}


@pytest.mark.parametrize("name", UNLIKE)
def test_halves_of_runs_that_went_otherwise_are_not_merged(name: str) -> None:
    earlier, new = UNLIKE[name]
    assert part_of(earlier, "q1", "q3").merged(new) is None


@pytest.mark.parametrize("name", ["timed out", "killed", "was in doubt", "a kept test was cut short"])
def test_nor_is_it_tried_where_the_earlier_run_did_not_come_to_all_verdicts(name: str) -> None:
    assert holds(UNLIKE[name][0], replace(NOW, tests={**NOW.tests, "q2": "old"})) is None


@pytest.mark.parametrize("ending", [GONE, ENDED, LATE, LATE_HERE, USED_UP])
def test_every_ending_without_a_verdict_is_known(ending: str) -> None:
    message = f"The test's own words. {ending.format(seconds=5)}"
    assert cut_short(TestResult("q1", "t", True, False, 1.0, message))
    assert not cut_short(TestResult("q1", "t", True, False, 1.0, "`x` is 3, but should be 4."))
