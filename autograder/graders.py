"""What schedules a class: workers on this machine, whose kernels may be containers, or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from typing import Protocol

from autograder.bundle import Bundle
from autograder.course import Lab, Limits
from autograder.engines import CONTAINER_ENGINES, Engine
from autograder.errors import CourseError
from autograder.kernel import Kernels, open_kernels
from autograder.kernel.gpus import FRAMEWORKS, Gpus, choose_gpus
from autograder.local import default_jobs, get_ready, grade_each
from autograder.outcomes import ENGINE_VERSION, Result
from autograder.submissions import Submission
from autograder.task import GradeTask
from autograder.worker import Task
from autograder.workqueue import Todo

START_SECONDS = 120.0  # for a kernel to come up, beside what the lab's own limits allow

Tell = Callable[[str], None]


class Grader(Protocol):
    """Grades submissions of one lab."""

    @property
    def engine(self) -> str:
        """All that a result depends on beside bundle and submission."""

    def run(self, lab: Lab, todo: Sequence[Todo]) -> Generator[tuple[Submission, Result], None, None]:
        """Results as they are ready, each with its submission; close it to stop early.

        Raises: CourseError where there is no such engine or sandbox, EngineError when it breaks down.
        """


@dataclass(frozen=True)
class LocalGrader:
    """Grades by worker processes of this machine; `open` gives what they do, for as long as its block runs."""

    engine: str
    open: Callable[[], AbstractContextManager[Task]]
    seconds: float = float("inf")  # after which a worker is taken to hang
    jobs: int = 2

    def run(self, lab: Lab, todo: Sequence[Todo]) -> Generator[tuple[Submission, Result], None, None]:
        with (
            self.open() as task,
            closing(
                grade_each(
                    todo, task, lab=lab.name, jobs=self.jobs, seconds=self.seconds, preload=lab.preload
                )
            ) as results,
        ):
            yield from results


def make_grader(
    lab: Lab, bundle: Bundle, tell: Tell = lambda line: None, engine: Engine | None = None
) -> Grader:
    """The grader for a lab; `tell` gets a line about where and in what kind of kernels it grades.

    Raises: CourseError for options that don't go together.
    """
    engine = engine or Engine()
    engine.check()
    if engine.name == "ray":
        from autograder.cluster import ray_grader  # ray is an extra

        return ray_grader(lab, bundle, tell, engine)
    return local_grader(lab, bundle, tell, engine)


def local_grader(
    lab: Lab, bundle: Bundle, tell: Tell = lambda line: None, engine: Engine | None = None
) -> LocalGrader:
    """A grader whose workers run on this machine.

    Opening it raises CourseError where the machine can't give the sandbox or has no such engine.
    """
    chosen = engine or Engine()

    @contextmanager
    def tasks() -> Iterator[Task]:
        get_ready(lab.preload)  # at the same time as the kernels' warm process
        with open_task(bundle, lab, chosen, tell) as task:
            yield task

    gpus = _gpus_of(chosen, lab)
    jobs = gpus.jobs(chosen.jobs or default_jobs())
    return LocalGrader(engine_key(lab), tasks, gpus.patience(seconds_for(lab)), jobs)


@contextmanager
def open_task(bundle: Bundle, lab: Lab, engine: Engine, tell: Tell) -> Iterator[Task]:
    """What a worker of this machine does, for as long as the block runs; `tell` gets a line about its kernels."""
    with kernels_of(engine, lab) as kernels:
        tell(kernels.description)
        if engine.gpu_slots and not kernels.gpus.all:
            tell(f"--gpu-slots has no effect: {_no_gpu(engine, lab)}")
        yield GradeTask(bundle, Limits.of(lab), kernels)


@contextmanager
def kernels_of(engine: Engine, lab: Lab) -> Iterator[Kernels]:
    """Kernels on this machine, as the engine has them. Raises: CourseError when it has them on others."""
    if engine.name == "ray":
        mend = "Use --engine local, docker or podman"
        raise CourseError("runs a notebook on this machine alone", where="--engine ray", mend=mend)
    if engine.name in CONTAINER_ENGINES:
        from autograder.kernel.containers import open_containers

        with open_containers(engine, lab) as kernels:
            yield kernels
        return
    with open_kernels(
        preload=lab.preload,
        threads=lab.threads,
        device=engine.device,
        sandbox=engine.sandbox,
        gpu_slots=engine.gpu_slots,
    ) as kernels:
        yield kernels


def _gpus_of(engine: Engine, lab: Lab) -> Gpus:
    if engine.name in CONTAINER_ENGINES:
        from autograder.kernel.containers import gpus_of

        return gpus_of(engine, lab)
    return choose_gpus(lab.preload, engine.device, engine.gpu_slots)


def _no_gpu(engine: Engine, lab: Lab) -> str:
    """Why kernels have none."""
    if engine.name in CONTAINER_ENGINES and not engine.gpus:
        return "--gpus names none"
    if engine.device == "cpu":
        return "--device cpu hides the GPUs"
    if not FRAMEWORKS & set(lab.preload):
        return f"{lab.name} makes no use of a GPU"
    return "there is no NVIDIA GPU here"


def engine_key(lab: Lab) -> str:
    """What results depend on beside bundle and submission, wherever they come about."""
    return f"{ENGINE_VERSION}; {Limits.of(lab)}; {lab.threads} threads"


def seconds_for(lab: Lab) -> float:
    """How long grading one submission may take, after which its worker is taken to hang."""
    limits = Limits.of(lab)
    return START_SECONDS + 2 * limits.submission_seconds + limits.test_seconds
