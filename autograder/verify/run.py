"""Proof that the tests are right: reference, blank notebook and variants, graded as any submission is."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.bundle import Bundle
from autograder.classroom import local_grader
from autograder.course import Course, Lab, Limits
from autograder.errors import CourseError
from autograder.grade import grade
from autograder.kernel import Kernels, open_kernels
from autograder.local import default_jobs, grade_all
from autograder.outcomes import Result
from autograder.submissions import Submission
from autograder.verify.built import Built, build_to_verify
from autograder.verify.matrix import Matrix, Run, judge_case
from autograder.verify.page import write_page
from autograder.verify.plan import Order, make_orders, make_plan
from autograder.verify.terminal import print_matrix, print_totals
from autograder.verify.variants import has_lab_folders

Grading = Callable[[Lab, Bundle, Sequence[Order], int], Generator[Result, None, None]]


def verify(
    labs: Sequence[Lab],
    course: Course,
    *,
    repeat: int = 1,
    variants: Path | None = None,
    html: Path | None = None,
    jobs: int | None = None,
    console: Console,
) -> bool:
    """Verifies labs and prints what it saw; True when nothing was a surprise.

    Raises: CourseError for a fault in a source or in a variant.
    """
    _check_folder(labs, variants)
    matrices = []
    for lab in labs:
        matrices.append(verify_lab(lab, repeat=repeat, variants=variants, jobs=jobs, console=console))
        print_matrix(matrices[-1], console)
    print_totals(matrices, console)
    if html is not None:
        write_page(matrices, html, course.title)
        console.print(f"The same as a page: {html}", soft_wrap=True)
    return not any(matrix.surprises for matrix in matrices)


@dataclass(frozen=True)
class _Task:
    """What a worker does with each submission; sent to it once."""

    orders: Mapping[str, tuple[str | None, int]]
    bundle: Bundle
    limits: Limits
    kernels: Kernels

    def __call__(self, submission: Submission) -> Result:
        question, seed = self.orders[submission.id]
        questions = None if question is None else (question,)
        return grade(submission, self.bundle, self.limits, self.kernels, seed=seed, questions=questions)


def grade_orders(
    lab: Lab, bundle: Bundle, orders: Sequence[Order], jobs: int
) -> Generator[Result, None, None]:
    """Grades on this machine, as `autograder grade` does; results come as they are ready."""
    wanted = {order.submission.id: (order.question, order.seed) for order in orders}
    submissions = [order.submission for order in orders]
    seconds = local_grader(lab, bundle).seconds
    preload = (*lab.preload, "autograder.verify")
    with open_kernels(preload=lab.preload, threads=lab.threads) as kernels:
        task = _Task(wanted, bundle, Limits.of(lab), kernels)
        with closing(
            grade_all(submissions, task, lab=lab.name, jobs=jobs, seconds=seconds, preload=preload)
        ) as results:
            yield from results


def verify_lab(
    lab: Lab,
    *,
    repeat: int = 1,
    variants: Path | None = None,
    jobs: int | None = None,
    console: Console,
    build: Callable[[Lab], Built] = build_to_verify,
    grading: Grading = grade_orders,
) -> Matrix:
    """Builds a lab, grades its cases `repeat` times, each time with another seed, and compares."""
    start = time.perf_counter()
    with console.status(f"{lab.name}: building"):
        built = build(lab)
    plan = make_plan(lab, built, variants)
    orders = make_orders(plan, repeat)
    results = grading(lab, built.bundle, orders, jobs or default_jobs())
    runs = _collect(results, orders, lab.name, console)
    rows = tuple(judge_case(case, runs[case.name]) for case in plan.cases)
    seconds = time.perf_counter() - start
    return Matrix(lab.name, lab.title, plan.tests, rows, repeat, seconds, plan.notes, plan.hidden)


def _collect(
    results: Generator[Result, None, None], orders: Sequence[Order], name: str, console: Console
) -> dict[str, list[Run]]:
    """Each case's runs in the order of their seeds, with a progress bar meanwhile."""
    by_id = {order.submission.id: order for order in orders}
    runs: dict[str, list[Run]] = {order.case: [] for order in orders}
    with closing(results), _progress(console) as progress:
        bar = progress.add_task(name, total=len(orders))
        for result in results:
            order = by_id[result.submission]
            runs[order.case].append(Run(result, order.seed))
            progress.advance(bar)
    return {case: sorted(found, key=lambda run: run.seed) for case, found in runs.items()}


def _progress(console: Console) -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("gradings"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console, transient=True)


def _check_folder(labs: Sequence[Lab], variants: Path | None) -> None:
    if variants is None:
        return
    if not variants.is_dir():
        raise CourseError("there is no such folder", where=str(variants), mend="Name a folder of variants")
    if len(labs) > 1 and not has_lab_folders(variants):
        mend = "Name one lab, or give a folder that has one folder a lab"
        raise CourseError("these variants are those of one lab", where=str(variants), mend=mend)
