"""Calibration: the reference and the variants, run with many seeds, and what their tests measure each time."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from labkit.measure import Measured
from rich.console import Console

from autograder.bundle import Bundle
from autograder.calibrate.figures import (
    REFERENCE,
    Figure,
    MeasuredResult,
    Threshold,
    figures_of,
    thresholds,
    write_csv,
)
from autograder.calibrate.seeds import STRIDE, reseeded
from autograder.calibrate.terminal import print_calibration
from autograder.course import Lab
from autograder.errors import CourseError, EngineError
from autograder.grade import grade
from autograder.kernel import Device
from autograder.local import default_jobs
from autograder.outcomes import Outcome, Result
from autograder.submissions import Submission
from autograder.verify.built import Built, build_to_verify
from autograder.verify.compose import Composed, compose, compose_own
from autograder.verify.grading import open_grading, progress
from autograder.verify.matrix import Case, Expected, variant_case
from autograder.verify.plan import Order
from autograder.verify.variants import ids_by_question, names_taken, read_variants

SEEDS = 20


@dataclass(frozen=True)
class Candidate:
    """A case, and its notebook before its seeds are moved."""

    case: Case
    composed: Composed


@dataclass(frozen=True)
class Calibration:
    """One lab's thresholds. `notes` name runs that did not measure what they should."""

    lab: str
    title: str
    seeds: int
    thresholds: tuple[Threshold, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    runs: int
    seconds: float


def calibrate(
    lab: Lab,
    *,
    seeds: int = SEEDS,
    variants: bool = True,
    jobs: int | None = None,
    device: Device = "auto",
    csv: Path | None = None,
    console: Console,
) -> Calibration:
    """Runs the lab's reference, and its variants if wished, with `seeds` seeds each, and prints what came of it.

    Raises: CourseError for a fault in the source or in a variant, when the reference fails a test, when no
    test measures anything, and where the machine lacks the device.
    """
    with console.status(f"{lab.name}: building"):
        built = build_to_verify(lab)
    with _measuring(lab, built.bundle, jobs or default_jobs(), device, console) as measure:
        calibration = calibrate_built(lab, built, measure, seeds=seeds, variants=variants)
    print_calibration(calibration, console)
    if csv is not None:
        write_csv(csv, lab.name, calibration.figures)
        console.print(f"Every single figure: {csv}", soft_wrap=True, markup=False, highlight=False)
    return calibration


class Measure(Protocol):
    """Grades orders, in any order; `what` says what for."""

    def __call__(self, orders: Sequence[Order], what: str, /) -> Generator[Result, None, None]: ...


def calibrate_built(
    lab: Lab, built: Built, measure: Measure, *, seeds: int = SEEDS, variants: bool = True
) -> Calibration:
    """Finds out with the first seed which questions measure anything; only those are run with the others."""
    start = time.perf_counter()
    tests = ids_by_question(built.bundle.tests)
    references = _references(built, tests)
    results = _run(measure, _orders(references, [1], lab), "looking for thresholds")
    _check_reference(lab, results)
    questions = {test.split(".")[0] for result in results.values() for test, _ in result.figures}
    if not questions:
        mend = "Compare by checks.at_least, checks.below or checks.accuracy_at_least"
        raise CourseError("no test compares a measured figure with a threshold", where=lab.name, mend=mend)
    candidates = [c for c in references if c.case.question in questions]
    others = _variants(lab, built, tests, questions) if variants else []
    orders = _orders(candidates, range(2, seeds + 1), lab) + _orders(others, range(1, seeds + 1), lab)
    runs = {**results, **_run(measure, orders, "measuring")}
    kept = {(c.case.question, c.case.name): c.case for c in [*candidates, *others]}
    figures = [f for (q, case, seed), r in sorted(runs.items()) for f in figures_of(r, case, seed)]
    return Calibration(
        lab=lab.name,
        title=lab.title,
        seeds=seeds,
        thresholds=thresholds(figures, list(kept.values()), tests),
        figures=tuple(figures),
        notes=tuple(_notes(runs, kept)),
        runs=len(runs),
        seconds=time.perf_counter() - start,
    )


Key = tuple[str, str, int]
"""Question, case and seed of a run."""


def _references(built: Built, tests: Mapping[str, Sequence[str]]) -> list[Candidate]:
    """The reference's answer to each question, with what of the notebook it needs."""
    found = []
    for question, ids in tests.items():
        composed = compose_own(built.source, question, names_taken(built.bundle.tests[question]))
        case = Case(
            REFERENCE, REFERENCE, dict.fromkeys(ids, Expected.PASS), question=question, own_cell=composed.cell
        )
        found.append(Candidate(case, composed))
    return found


def _variants(
    lab: Lab, built: Built, tests: Mapping[str, Sequence[str]], questions: set[str]
) -> list[Candidate]:
    found = []
    taken = {question: names_taken(built.bundle.tests[question]) for question in questions}
    for variant in read_variants(lab, tests):
        if variant.question in questions:
            composed = compose(built.source, variant, taken[variant.question])
            found.append(Candidate(variant_case(variant, tests[variant.question], composed.cell), composed))
    return found


def _orders(candidates: Sequence[Candidate], seeds: Sequence[int], lab: Lab) -> list[Order]:
    """Each candidate once for each seed; the first is what the notebook says, without an offset."""
    orders = []
    for seed in seeds:
        for candidate in candidates:
            case, notebook = (
                candidate.case,
                reseeded(candidate.composed, STRIDE * (seed - 1), lab.preload),
            )
            submission = Submission(f"{case.question}/{case.name}#{seed}", case.name, notebook)
            orders.append(Order(case.name, seed, case.question, submission))
    return orders


def _run(measure: Measure, orders: Sequence[Order], what: str) -> dict[Key, MeasuredResult]:
    """Raises: EngineError when a run ended through a fault of ours."""
    keys = {order.submission.id: (order.question or "", order.case, order.seed) for order in orders}
    found: dict[Key, MeasuredResult] = {}
    if not orders:
        return found
    with closing(measure(orders, what)) as results:
        for result in results:
            if not isinstance(result, MeasuredResult):
                raise EngineError(f"{result.submission} could not be run: {result.detail.strip()[-300:]}")
            found[keys[result.submission]] = result
    return found


def _check_reference(lab: Lab, results: Mapping[Key, MeasuredResult]) -> None:
    """Raises: CourseError when the reference fails a test whatever its figures are."""
    for failure in (line for (_, _, _), result in sorted(results.items()) for line in _failures(result)):
        mend = f"See what is wrong: autograder verify {lab.name}"
        raise CourseError(f"the reference fails {failure}", where=lab.name, mend=mend)


def _failures(result: Result) -> Iterator[str]:
    for test in result.tests:
        if not test.passed:
            yield f"{test.id} ({test.message})"


def _notes(runs: Mapping[Key, MeasuredResult], cases: Mapping[tuple[str | None, str], Case]) -> Iterator[str]:
    """Runs of correct answers that failed a test for another reason than a figure, or did not end well."""
    for (question, name, seed), result in sorted(runs.items()):
        case = cases.get((question, name))
        if case is None or case.may_raise:
            continue
        if result.outcome is not Outcome.GRADED:
            yield f"{name} of {question}, seed {seed}: {result.outcome} {result.detail}".rstrip()
        for failure in _failures(result):
            yield f"{name}, seed {seed}, fails {failure}"


def measured_grade(*args: Any, **kwargs: Any) -> MeasuredResult:
    """`grade`, with the figures that the tests measured; no figure fails its test."""
    figures: list[tuple[str, Measured]] = []
    result = grade(*args, **kwargs, observer=lambda test, figure: figures.append((test, figure)))
    return MeasuredResult(**vars(result), figures=tuple(figures))


@contextmanager
def _measuring(lab: Lab, bundle: Bundle, jobs: int, device: Device, console: Console) -> Iterator[Measure]:
    """Grades on this machine, as `autograder grade` does, with a progress bar meanwhile."""
    with open_grading(
        lab, bundle, jobs, device=device, grade=measured_grade, preload=("autograder.calibrate",)
    ) as grading:

        def measure(orders: Sequence[Order], what: str, /) -> Generator[Result, None, None]:
            with (
                progress(console, f"{lab.name}: {what}", len(orders)) as advance,
                closing(grading(orders)) as results,
            ):
                for result in results:
                    advance()
                    yield result

        yield measure
