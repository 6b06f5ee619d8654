"""A variant's notebook: what it runs, and what it must not run."""

from __future__ import annotations

import json

from autograder.course import Lab
from autograder.verify.built import Built
from autograder.verify.compose import compose, compose_reference
from autograder.verify.plan import make_plan
from autograder.verify.variants import Kind, Variant


def cells(notebook: bytes) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(notebook)["cells"]]


def variant(lab: Lab, question: str, code: str) -> Variant:
    return Variant(lab.variants / f"{question}_x.py", Kind.RIGHT, question, code)


def test_the_variant_stands_in_for_the_solution(lab: Lab, built: Built) -> None:
    code = "standardise = None\nstandard_heights = heights"
    composed = compose(built.source, variant(lab, "q2", code), ["standardise", "standard_heights"])
    texts = cells(composed.notebook)
    assert texts[0].startswith("import otter")
    assert "heights = np.loadtxt" in texts[1]
    assert texts[2:] == [code, 'grader.check("q2")']
    assert composed.cell == 3
    assert "running_mean" not in "".join(texts)


def test_what_only_the_replaced_solution_defined_is_gone(lab: Lab, built: Built) -> None:
    texts = cells(compose(built.source, variant(lab, "q1", "pass"), ["running_mean"]).notebook)
    assert texts[1].startswith("import numpy")  # the notebook's first cell, which sets up what no name tells
    assert texts[2:] == ["pass", 'grader.check("q1")']


def test_a_test_that_takes_env_gets_all_that_comes_before(lab: Lab, built: Built) -> None:
    texts = cells(compose(built.source, variant(lab, "q2", "pass"), ["env"]).notebook)
    assert any("def running_mean" in text for text in texts)


def test_the_reference_checks_each_question_where_a_student_does(built: Built) -> None:
    texts = cells(compose_reference(built.source))
    assert [text for text in texts if "check(" in text] == ['grader.check("q1")', 'grader.check("q2")']
    assert texts.index('grader.check("q1")') < next(i for i, t in enumerate(texts) if "standardise" in t)
    assert not any("def test_" in text for text in texts)


def test_a_plan_names_what_each_case_must_pass_and_fail(lab: Lab, built: Built) -> None:
    plan = make_plan(lab, built)
    cases = {case.name: case for case in plan.cases}
    assert list(cases)[:3] == ["reference", "blank", "right/q1_cumsum"]
    assert plan.notebooks.keys() == cases.keys()
    assert plan.hidden == {
        "q1.test_means_of_prefixes",
        "q2.test_columns_have_mean_0_and_deviation_1",
        "q2.test_input_is_unchanged",
    }
    assert cases["wrong/q2_in_place"].expected == {
        "q2.test_standard_heights": "pass",
        "q2.test_columns_have_mean_0_and_deviation_1": "pass",
        "q2.test_input_is_unchanged": "fail",
    }
    assert "few variants of q1: 1 right (better 2), 2 wrong (better 4)" in plan.notes
