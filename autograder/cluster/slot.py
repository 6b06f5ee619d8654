"""A slot: one process somewhere in a cluster, with kernels of its own, that grades one submission after another."""

from __future__ import annotations

import atexit
import platform
import signal
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass

from autograder.cluster.installation import Installation, installation
from autograder.errors import CourseError
from autograder.outcomes import Result
from autograder.regrade import Part
from autograder.scratch import run_folder
from autograder.submissions import Submission
from autograder.worker import Task, attempt, prepare_process
from autograder.workqueue import Fault

OpenTask = Callable[[Callable[[str], None]], AbstractContextManager[Task]]
"""Gives what a slot does, for as long as its block runs, and tells in a line in what kind of kernels."""


@dataclass(frozen=True)
class Order:
    """What a slot is to do; sent to each machine once."""

    open: OpenTask
    tensorflow: bool
    installed: Installation  # where the command was typed


@dataclass(frozen=True)
class Place:
    """Where a slot runs."""

    node: str
    host: str

    def __str__(self) -> str:
        return f"node {self.host}"


@dataclass(frozen=True)
class Opened:
    """What a slot says of its kernels."""

    description: str


@dataclass(frozen=True)
class Refused:
    """Why a slot can't be had on a machine, as a CourseError tells it."""

    what: str
    mend: str


class Slot:
    """Ray runs it in a process that does nothing else, and calls one method at a time."""

    def __init__(self) -> None:
        prepare_process(tensorflow=False)  # before anything that counts imports NumPy
        self._stack = ExitStack()
        self._task: Task | None = None

    def place(self) -> Place:
        import ray

        return Place(ray.get_runtime_context().get_node_id(), platform.node())

    def open(self, order: Order) -> Opened | Refused:
        """Starts the kernels."""
        difference = order.installed.difference(installation())
        if difference:
            return Refused(f"has other packages: {difference}", "Install the same on all nodes")
        # Ray's processes block Ctrl-C, and what they start would do so, too: a kernel could not be interrupted
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        prepare_process(tensorflow=order.tensorflow)
        atexit.register(self._stack.close)
        said: list[str] = []
        try:
            tempfile.tempdir = str(self._stack.enter_context(run_folder()))
            self._task = self._stack.enter_context(order.open(said.append))
        except CourseError as error:
            return Refused(f"{error.where}: {error.what}" if error.where else error.what, error.mend)
        return Opened("; ".join(said))

    def grade(self, submission: Submission, part: Part | None) -> Result | Fault:
        assert self._task is not None
        return attempt(self._task, submission, part)
