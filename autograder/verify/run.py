"""Proof that the tests are right: reference, blank notebook and variants, graded as any submission is."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, closing
from functools import partial
from pathlib import Path

from rich.console import Console

from autograder.bundle import Bundle
from autograder.course import Course, Lab
from autograder.errors import CourseError
from autograder.kernel import Device
from autograder.local import default_jobs, get_ready
from autograder.outcomes import Result
from autograder.verify.built import Built, build_to_verify
from autograder.verify.grading import Grading, open_grading, progress
from autograder.verify.matrix import Matrix, Run, judge_case
from autograder.verify.page import write_page
from autograder.verify.plan import Order, make_orders, make_plan
from autograder.verify.terminal import print_matrix, print_totals
from autograder.verify.variants import has_lab_folders


def verify(
    labs: Sequence[Lab],
    course: Course,
    *,
    repeat: int = 1,
    variants: Path | None = None,
    html: Path | None = None,
    jobs: int | None = None,
    device: Device = "auto",
    console: Console,
    build: Callable[[Lab], Built] = build_to_verify,
) -> bool:
    """Verifies labs and prints what it saw; True when nothing was a surprise.

    Raises: CourseError for a fault in a source or in a variant, and where the machine lacks the device.
    """
    _check_folder(labs, variants)
    get_ready(_workers_modules(labs))  # while the first lab is built
    matrices = []
    for lab in labs:
        matrices.append(
            verify_lab(
                lab,
                repeat=repeat,
                variants=variants,
                jobs=jobs,
                console=console,
                build=build,
                grading=partial(open_grading, device=device),
            )
        )
        print_matrix(matrices[-1], console)
    print_totals(matrices, console)
    if html is not None:
        write_page(matrices, html, course.title)
        console.print(f"The same as a page: {html}", soft_wrap=True)
    return not any(matrix.surprises for matrix in matrices)


def _workers_modules(labs: Sequence[Lab]) -> tuple[str, ...]:
    """What the workers of all labs need: their server can be told only before its first use."""
    return tuple(dict.fromkeys(name for lab in labs for name in (*lab.preload, "autograder.verify")))


def verify_lab(
    lab: Lab,
    *,
    repeat: int = 1,
    variants: Path | None = None,
    jobs: int | None = None,
    console: Console,
    build: Callable[[Lab], Built] = build_to_verify,
    grading: Callable[[Lab, Bundle, int], AbstractContextManager[Grading]] = open_grading,
) -> Matrix:
    """Builds a lab, grades its cases `repeat` times, each time with another seed, and compares."""
    start = time.perf_counter()
    with console.status(f"{lab.name}: building"):
        built = build(lab)
    plan = make_plan(lab, built, variants)
    orders = make_orders(plan, repeat)
    with grading(lab, built.bundle, jobs or default_jobs()) as graded:
        runs = _collect(graded(orders), orders, lab.name, console)
    rows = tuple(judge_case(case, runs[case.name]) for case in plan.cases)
    seconds = time.perf_counter() - start
    return Matrix(lab.name, lab.title, plan.tests, rows, repeat, seconds, plan.notes, plan.hidden)


def _collect(
    results: Generator[Result, None, None], orders: Sequence[Order], name: str, console: Console
) -> dict[str, list[Run]]:
    """Each case's runs in the order of their seeds, with a progress bar meanwhile."""
    by_id = {order.submission.id: order for order in orders}
    runs: dict[str, list[Run]] = {order.case: [] for order in orders}
    with closing(results), progress(console, name, len(orders)) as advance:
        for result in results:
            order = by_id[result.submission]
            runs[order.case].append(Run(result, order.seed))
            advance()
    return {case: sorted(found, key=lambda run: run.seed) for case, found in runs.items()}


def _check_folder(labs: Sequence[Lab], variants: Path | None) -> None:
    if variants is None:
        return
    if not variants.is_dir():
        raise CourseError("there is no such folder", where=str(variants), mend="Name a folder of variants")
    if len(labs) > 1 and not has_lab_folders(variants):
        mend = "Name one lab, or give a folder that has one folder a lab"
        raise CourseError("these variants are those of one lab", where=str(variants), mend=mend)
