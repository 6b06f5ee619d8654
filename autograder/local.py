"""Grading on this machine: as many worker processes as there are cores, none of which can stop the class."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from autograder.errors import EngineError
from autograder.interrupts import ctrl_c_ignored
from autograder.kernel.environment import quietly
from autograder.outcomes import Result
from autograder.scratch import process_folder, run_folder
from autograder.submissions import Submission
from autograder.worker import ENVIRONMENT, Task, attempt, prepare_process
from autograder.workqueue import TRIES, Fault, Todo, Work, WorkQueue

GRACE_SECONDS = 3.0  # for a worker that is told to stop, to end its student's kernel
_PAUSE = 0.5  # seconds before another start, when one failed
_FIRST_OPTIMIZER = "torch._dynamo"  # what making an optimiser imports: 1.5 s of some worker's first such test
_PRELOAD = "autograder.grade"  # imported once; workers are forked from there, where the system can fork


class _Worker:
    """One worker process and what it is at."""

    def __init__(self, context: BaseContext, task: Task, folder: Path, preload: Sequence[str]) -> None:
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=_serve,
            args=(task, theirs, folder, "tensorflow" in preload),
            name="autograder-worker",
            daemon=False,
        )
        with theirs:  # closed here, so that the worker's death closes the pipe
            try:
                self.process.start()
            except BaseException:
                self.connection.close()
                raise
        self.ready = False
        self.work: Work | None = None
        self.deadline = float("inf")

    def give(self, work: Work, seconds: float) -> None:
        self.work, self.deadline = work, time.monotonic() + seconds
        with suppress(OSError):  # it died: the next wait tells
            self.connection.send((work.submission, work.part))

    def receive(self) -> Result | Fault | None:
        """Its answer; None when it died."""
        with suppress(EOFError, OSError):
            if self.connection.poll():
                answer: Result | Fault = self.connection.recv()
                return answer
        return None

    def kill(self) -> None:
        self.process.kill()
        self.close()

    def close(self) -> None:
        self.process.join()
        self.connection.close()


def grade_all(
    submissions: Iterable[Submission],
    task: Task,
    *,
    lab: str,
    jobs: int,
    seconds: float = float("inf"),
    preload: Sequence[str] = (),
) -> Generator[Result, None, None]:
    """Results as they are ready, one for each submission, whatever happens to the workers.

    `task` is sent to each worker once, by pickle. A worker that dies, or takes longer than `seconds`, is
    replaced, and what it leaves in temporary files goes when all is done. `preload` names modules to import
    before the first worker is forked. Close the generator to stop the workers early.
    Raises: EngineError when no worker starts, CourseError when there is no room for temporary files.
    """
    todo = [(submission, None) for submission in submissions]
    run = grade_each(todo, task, lab=lab, jobs=jobs, seconds=seconds, preload=preload)
    with closing(run) as pairs:
        yield from (result for _, result in pairs)


def grade_each(
    todo: Iterable[Todo],
    task: Task,
    *,
    lab: str,
    jobs: int,
    seconds: float = float("inf"),
    preload: Sequence[str] = (),
) -> Generator[tuple[Submission, Result], None, None]:
    """As `grade_all`, each result with its submission; of a part, that of both runs together."""
    queue = WorkQueue(todo, lab)
    with run_folder() as folder:
        pool = _Pool(task, min(jobs, queue.left), seconds, preload, folder)
        try:
            with _workers_environment():
                pool.fill()
                while queue.left:
                    pool.hand_out(queue)
                    for work, answer in pool.answers():
                        result = queue.settle(work, answer)
                        if result is not None:
                            yield work.submission, result
        finally:
            with ctrl_c_ignored():
                pool.stop()


def default_jobs() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def get_ready(preload: Sequence[str] = ()) -> BaseContext:
    """Begins to import what workers need, in a process that they are then forked from; doesn't wait for it.

    Call it before anything else that takes time. Only a program's first call can name modules.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver  # exists only where the system can fork

    context = multiprocessing.get_context("forkserver")
    more = [_FIRST_OPTIMIZER] if "torch" in preload else []
    context.set_forkserver_preload(["__main__", _PRELOAD, *quietly(preload), *more])
    with _workers_environment(), _temporary_files_in(process_folder()):
        forkserver.ensure_running()
    return context


class _Pool:
    """The workers, kept at their number."""

    def __init__(self, task: Task, size: int, seconds: float, preload: Sequence[str], folder: Path) -> None:
        self.task, self.size, self.seconds, self.folder = task, size, seconds, folder
        self.workers: list[_Worker] = []
        self.failed_starts = 0
        self.preload = preload
        self.context = get_ready(preload)

    def fill(self) -> None:
        """Raises: EngineError when worker after worker does not come up."""
        while len(self.workers) < self.size:
            try:
                self.workers.append(_Worker(self.context, self.task, self.folder, self.preload))
            except (OSError, EOFError) as error:  # say, the server that they are forked from died just now
                self._note_failed_start(str(error) or "its fork server died")
                time.sleep(_PAUSE)  # it may not be quite dead, and then isn't replaced yet

    def hand_out(self, queue: WorkQueue) -> None:
        for worker in self.workers:
            if worker.ready and worker.work is None and (work := queue.take()) is not None:
                worker.give(work, self.seconds)

    def answers(self) -> Iterator[tuple[Work, Result | Fault]]:
        """Waits until a worker answers, dies or runs out of time; replaces those that ended."""
        next_deadline = min(worker.deadline for worker in self.workers)
        timeout = None if next_deadline == float("inf") else max(0.0, next_deadline - time.monotonic())
        handles = [handle for w in self.workers for handle in (w.connection, w.process.sentinel)]
        events = set(wait(handles, timeout))
        for worker in list(self.workers):
            if worker.connection in events or worker.process.sentinel in events:
                yield from self._heard(worker)
            elif time.monotonic() > worker.deadline:
                yield from self._lost(worker, f"it took longer than {self.seconds:g} s and was stopped")

    def _heard(self, worker: _Worker) -> Iterator[tuple[Work, Result | Fault]]:
        answer = worker.receive()
        if answer is None:
            yield from self._lost(worker, "its worker process died")
        elif worker.work is None:
            worker.ready, self.failed_starts = True, 0
        else:
            work, worker.work, worker.deadline = worker.work, None, float("inf")
            yield work, answer

    def _lost(self, worker: _Worker, reason: str) -> Iterator[tuple[Work, Fault]]:
        self.workers.remove(worker)
        worker.kill()
        if not worker.ready:
            self._note_failed_start(f"exit code {worker.process.exitcode}")
        self.fill()
        if worker.work is not None:
            yield worker.work, Fault(f"{reason} (exit code {worker.process.exitcode})")

    def _note_failed_start(self, how: str) -> None:
        self.failed_starts += 1
        if self.failed_starts > TRIES * (self.size + 2):  # all may be lost at once, with their server
            raise EngineError(f"The grader's worker processes end at once ({how})")

    def stop(self) -> None:
        """Ends all workers: those at work by a signal that lets them end their student's kernel."""
        for worker in self.workers:
            with suppress(OSError):
                worker.connection.send(None)
            if worker.work is not None:
                worker.process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for worker in self.workers:
            worker.process.join(max(0.0, deadline - time.monotonic()))
            worker.kill()
        self.workers.clear()


@contextmanager
def _workers_environment() -> Iterator[None]:
    """Workers started meanwhile use one thread each, for they are as many as the cores; TensorFlow is quiet."""
    before = {name: os.environ.get(name) for name in ENVIRONMENT}
    os.environ.update(ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _serve(task: Task, connection: Connection, folder: Path, tensorflow: bool) -> None:
    """A worker's life: one submission after the other until the pipe says stop or closes."""
    tempfile.tempdir = str(folder)  # all that it leaves when it is killed goes with the run
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    signal.signal(signal.SIGTERM, _leave)
    prepare_process(tensorflow=tensorflow)  # the server that workers are forked from may be older
    with suppress(OSError, EOFError):  # the parent is gone
        connection.send(Fault("ready"))
        while (todo := connection.recv()) is not None:
            connection.send(attempt(task, *todo))


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Ends the student's kernel on the way out, without asyncio's complaints about tasks cut short."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.exit(143)


def _end_with_parent() -> None:
    """Ends this worker when the main process dies, in the middle of a submission too."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE_SECONDS)
    os._exit(143)  # it did not come to its end
