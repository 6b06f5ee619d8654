"""Runs the cases of `verify` and `calibrate` on this machine, as `autograder grade` runs a class."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.bundle import Bundle
from autograder.course import Lab, Limits
from autograder.grade import grade
from autograder.graders import seconds_for
from autograder.kernel import Device, Kernels, open_kernels
from autograder.kernel.gpus import slots_for
from autograder.local import grade_all
from autograder.outcomes import Result
from autograder.submissions import Submission
from autograder.task import fairly
from autograder.verify.plan import Order

Grading = Callable[[Sequence[Order]], Generator[Result, None, None]]
"""Grades orders; results come as they are ready."""


@dataclass(frozen=True)
class _Task:
    """What a worker does with each submission; sent to it once."""

    grade: Callable[..., Result]
    orders: Mapping[str, tuple[str | None, int]]
    bundle: Bundle
    limits: Limits
    kernels: Kernels

    def __call__(self, submission: Submission) -> Result:
        question, seed = self.orders[submission.id]
        questions = None if question is None else (question,)
        return fairly(
            self.grade,
            submission,
            self.bundle,
            self.limits,
            self.kernels,
            seed=seed,
            questions=questions,
        )


@contextmanager
def open_grading(
    lab: Lab,
    bundle: Bundle,
    jobs: int,
    *,
    device: Device = "auto",
    grade: Callable[..., Result] = grade,
    preload: Sequence[str] = ("autograder.verify",),
) -> Iterator[Grading]:
    """One warm process for all that is graded in the block. `grade`, a module's function, is what workers call.

    Raises: CourseError when the machine lacks the device.
    """
    with open_kernels(
        preload=lab.preload,
        threads=lab.threads,
        device=device,
        sandbox="any",
        gpu_slots=slots_for(jobs),
    ) as kernels:
        seconds = kernels.gpus.patience(seconds_for(lab))

        def grading(orders: Sequence[Order]) -> Generator[Result, None, None]:
            wanted = {order.submission.id: (order.question, order.seed) for order in orders}
            task = _Task(grade, wanted, bundle, Limits.of(lab), kernels)
            submissions = [order.submission for order in orders]
            modules = (*lab.preload, *preload)
            with closing(
                grade_all(submissions, task, lab=lab.name, jobs=jobs, seconds=seconds, preload=modules)
            ) as results:
                yield from results

        yield grading


@contextmanager
def progress(console: Console, what: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar to advance by calling; where there is no terminal, one line that says what begins."""
    if not console.is_terminal:
        console.print(f"{what}: {total} gradings", soft_wrap=True, markup=False, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("gradings"))
    with Progress(
        *columns, TimeElapsedColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bars:
        bar = bars.add_task(what, total=total)
        yield lambda: bars.advance(bar)
