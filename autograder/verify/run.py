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
from autograder.course import Course, Lab
from autograder.errors import CourseError
from autograder.grade import Limits, grade
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
        with console.status(f"{lab.name}: building"):
            start = time.perf_counter()
            built = build_to_verify(lab)
            seconds = time.perf_counter() - start
        matrix = verify_lab(
            lab, built, repeat=repeat, variants=variants, jobs=jobs, console=console, build_seconds=seconds
        )
        print_matrix(matrix, console)
        matrices.append(matrix)
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
    built: Built,
    *,
    repeat: int = 1,
    variants: Path | None = None,
    jobs: int | None = None,
    console: Console,
    build_seconds: float = 0.0,
    grading: Grading = grade_orders,
) -> Matrix:
    """Grades a built lab's cases `repeat` times, each time with another seed, and compares."""
    start = time.perf_counter()
    plan = make_plan(lab, built, variants)
    orders = {order.submission.id: order for order in make_orders(plan, repeat)}
    runs: dict[str, list[Run]] = {case.name: [] for case in plan.cases}
    results = grading(lab, built.bundle, list(orders.values()), jobs or default_jobs())
    with closing(results), _progress(console) as progress:
        bar = progress.add_task(lab.name, total=len(orders))
        for result in results:
            order = orders[result.submission]
            runs[order.case].append(Run(result, order.seed))
            progress.advance(bar)
    rows = tuple(judge_case(case, sorted(runs[case.name], key=lambda r: r.seed)) for case in plan.cases)
    seconds = build_seconds + time.perf_counter() - start
    return Matrix(lab.name, lab.title, plan.tests, rows, repeat, seconds, plan.notes, plan.hidden)


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
