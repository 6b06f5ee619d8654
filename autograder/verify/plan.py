"""What verifying a lab grades: its cases, and the notebook of each."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Lab
from autograder.submissions import Submission
from autograder.verify.built import Built
from autograder.verify.compose import compose
from autograder.verify.matrix import Case, blank_case, reference_case, variant_case
from autograder.verify.variants import Kind, Variant, ids_by_question, names_taken, read_variants

FEWEST = {Kind.RIGHT: 2, Kind.WRONG: 4}
"""Variants that a question should have; fewer is noted, and is not a failure."""


@dataclass(frozen=True)
class Plan:
    """The cases of a lab, in the matrix's order, and the notebook of each by the case's name."""

    tests: Mapping[str, Sequence[str]]
    hidden: frozenset[str]
    cases: tuple[Case, ...]
    notebooks: Mapping[str, bytes]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Order:
    """One case to grade once, with one seed; its submission's id names both."""

    case: str
    seed: int
    question: str | None
    submission: Submission


def make_plan(lab: Lab, built: Built, folder: Path | None = None) -> Plan:
    """Reads the variants and composes their notebooks. Raises: CourseError for a fault in a variant."""
    tests = ids_by_question(built.bundle.tests)
    hidden = frozenset(_hidden(built.bundle.tests))
    variants = read_variants(lab, tests, folder)
    cases = [reference_case(tests), blank_case(tests, hidden)]
    notebooks = {"reference": built.reference, "blank": built.blank}
    taken = {name: names_taken(text) for name, text in built.bundle.tests.items()}
    for variant in variants:
        composed = compose(built.source, variant, taken[variant.question])
        cases.append(variant_case(variant, tests[variant.question], composed.cell))
        notebooks[variant.name] = composed.notebook
    notes = tuple(_notes(variants, tests)) if folder is None else ()
    return Plan(tests, hidden, tuple(cases), notebooks, notes)


def make_orders(plan: Plan, repeat: int) -> list[Order]:
    """Each case once for each seed from 1 to `repeat`; the whole notebooks, which take longest, first."""
    return [
        Order(
            case=case.name,
            seed=seed,
            question=case.question,
            submission=Submission(f"{case.name}#{seed}", case.name, plan.notebooks[case.name]),
        )
        for seed in range(1, repeat + 1)
        for case in plan.cases
    ]


def _hidden(tests: Mapping[str, str]) -> Iterator[str]:
    """The ids of the hidden tests: those decorated with `@test_case(…, hidden=True)`."""
    for question, text in tests.items():
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef) and any(_says_hidden(call) for call in node.decorator_list):
                yield f"{question}.{node.name}"


def _says_hidden(decorator: ast.expr) -> bool:
    values = {k.arg: k.value for k in decorator.keywords} if isinstance(decorator, ast.Call) else {}
    hidden = values.get("hidden")
    return isinstance(hidden, ast.Constant) and hidden.value is True


def _notes(variants: Sequence[Variant], tests: Mapping[str, Sequence[str]]) -> Iterator[str]:
    counts = Counter((variant.question, variant.kind) for variant in variants)
    for question in tests:
        few = [
            f"{counts[question, k]} {k} (better {n})" for k, n in FEWEST.items() if counts[question, k] < n
        ]
        if few:
            yield f"few variants of {question}: {', '.join(few)}"
