"""Grading one submission: its cells run in a kernel, its tests in the judge. One function, whoever schedules it."""

from __future__ import annotations

import asyncio
import logging
import shutil
import signal
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path, PurePosixPath
from typing import Any

from nbclient import NotebookClient
from nbclient.client import CellExecutionComplete
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_output

from autograder.answers import find_answers, no_answers, readable
from autograder.bundle import Bundle
from autograder.course import Limits
from autograder.errors import EngineError, SubmissionError
from autograder.gpu_memory import IN_A_CELL, doubt_of_gpu, ran_out
from autograder.judge import Judge, Observer, Probe, make_proxy, remote_of, zero
from autograder.kernel import Kernel, Kernels, start_kernel
from autograder.kernel.environment import gpus_hidden
from autograder.kernel.kernels import INTERRUPT, KILL
from autograder.kernel.sandbox import Bounds
from autograder.notebook import check_points, read_notebook
from autograder.outcomes import DEAD_KERNEL, CellEvent, CellRun, Outcome, QuestionResult, Result
from autograder.scratch import new_folder
from autograder.submissions import Submission

_GRACE_SECONDS = 3.0
_FLUSH_SECONDS = 12.0  # for a kernel to get rid of what it printed; its own limit is 10 s
_ALIVE_SECONDS = 0.2  # how soon a kernel's end is noticed; nbclient looks once a second
_END_SECONDS = 1.0  # until it is told how a kernel ended that closed its probe
_MEMORY_ERRORS = ("MemoryError", "OutOfMemoryError", "ResourceExhaustedError")
_TOO_MUCH = "cell {cell} needed more memory than there is"
_NO_MEMORY = "can't allocate memory"  # PyTorch says so in a RuntimeError
# what reading a hostile kernel's messages raises in Jupyter's client: they are trusted there
_NONSENSE = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)
_NOT_CRASHES = {  # signals that somebody sent
    getattr(signal, name, None) for name in ("SIGKILL", "SIGTERM", "SIGHUP", "SIGQUIT")
}
MAX_CELL_SHOWN = 2000  # characters that are noted of what one cell shows
MAX_SHOWN = 40_000  # and all cells together
MAX_KEPT = 16 << 20  # bytes of all that cells show which an executed notebook keeps
# a kernel from the warm process draws no figures that nobody looks at
_FIGURES = """try:
    get_ipython().run_line_magic("matplotlib", "inline")
except ImportError:
    pass"""
_LEFT_OUT = f"[Here the outputs of this notebook are more than {MAX_KEPT >> 20} MB; the rest is left out.]\n"
_NO_ROOM = "[Errno 28]"  # as Python begins the message of a full disk
_LEAST_BYTES = 1 << 20


def grade(
    submission: Submission,
    bundle: Bundle,
    limits: Limits,
    kernels: Kernels,
    *,
    seed: int | None = None,
    questions: Collection[str] | None = None,
    observer: Observer | None = None,
    keep: Callable[[Any], None] | None = None,
) -> Result:
    """Grades one submission; `questions` limits which are judged, `seed` repeats a run's fresh inputs.

    `observer` is told the figures that tests measure, and then no figure fails its test: for calibration only.
    `keep` is given the notebook with all that its cells showed, which a kernel may have made of anything.
    Raises: EngineError when our own machinery broke, and nothing for whatever a submission does.
    """
    tests = {name: text for name, text in bundle.tests.items() if questions is None or name in questions}
    start = time.perf_counter()
    try:
        if submission.problem:
            raise SubmissionError(submission.problem)
        notebook = read_notebook(submission.notebook)
    except SubmissionError as error:
        zeros = zero(tests, "The notebook could not be read.")
        return Result(
            submission.id, bundle.lab, Outcome.UNREADABLE, zeros, str(error), answers=no_answers(bundle)
        )
    answers = find_answers(notebook.cells, bundle)
    with new_folder() as folder, gpus_hidden():
        _lay_out(folder, submission, bundle)
        run = _Run(notebook, tests, limits, seed, observer, keep_outputs=keep is not None)
        try:
            asyncio.run(run.execute(kernels, folder))
        except OSError as error:
            raise EngineError(f"the operating system refused: {error}") from error
        if keep is not None:
            keep(notebook)
        result = run.result(submission.id, bundle.lab, time.perf_counter() - start)
        doubt = (
            run.doubt
            or _doubt_of_room(result, folder)
            or (doubt_of_gpu(result) if kernels.shares_gpu else "")
        )
        return replace(result, answers=answers, doubt=doubt)


def _doubt_of_room(result: Result, folder: Path) -> str:
    """Where the student's code met a full disk; it may be another's doing. Raises: EngineError if it is full now."""
    texts = {f"cell {event.cell}": event.text for event in result.events}
    texts |= {test.id: test.detail for test in result.tests}
    where = next((place for place, text in texts.items() if _NO_ROOM in text), "")
    if where and shutil.disk_usage(folder).free < _LEAST_BYTES:
        raise EngineError(f"there is no room left for temporary files in {folder.parent}")
    return f"no room left on the disk in {where}" if where else ""


def _lay_out(folder: Path, submission: Submission, bundle: Bundle) -> None:
    """The kernel's working folder: the submission's own files, then the bundle's, which win."""
    for files in (submission.files, bundle.files):
        for name, data in files.items():
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or not path.parts:
                continue  # `find_submissions` lets none of these through; never write outside
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


@dataclass
class _Run:
    """The course of one submission through its kernel."""

    notebook: Any
    tests: dict[str, str]
    limits: Limits
    seed: int | None
    observer: Observer | None = None
    keep_outputs: bool = False
    events: list[CellEvent] = field(default_factory=list)
    judged: dict[str, QuestionResult] = field(default_factory=dict)
    outcome: Outcome = Outcome.GRADED
    detail: str = ""
    cells: list[CellRun] = field(default_factory=list)
    start_seconds: float = 0.0
    judge: Judge | None = None
    place: str = "its start"  # where the notebook is, or where it was when its kernel ended
    stopped: bool = False  # whether we ended the kernel ourselves
    doubt: str = ""

    async def execute(self, kernels: Kernels, folder: Path) -> None:
        """Runs all cells, judges each question at its check cell, and the others at the end."""
        begin = time.perf_counter()
        async with start_kernel(kernels, folder, _bounds(self.limits), self.limits.output_mb << 20) as kernel:
            self.start_seconds = time.perf_counter() - begin
            self.judge = self._make_judge(kernel)
            client = _Cells(
                self.notebook, km=kernel.manager, allow_errors=True, timeout=None, record_timing=False
            )
            client.log.setLevel(logging.CRITICAL)
            client.kc, client.keep = kernel.client, self.keep_outputs
            if self.keep_outputs:
                await self._draw_figures(client)
            await self._cells(client, kernel)
            self._judge_all(name for name in self.tests if name not in self.judged)
            self.doubt = await self._doubt_of_end(kernel)

    async def _draw_figures(self, client: _Cells) -> None:
        """Has the kernel draw figures, in a cell that nbclient writes to the notebook's end, and that goes again."""
        self.notebook.cells.append(new_code_cell(_FIGURES))
        last = len(self.notebook.cells) - 1
        await client.async_execute_cell(self.notebook.cells[last], last, store_history=False)
        self.notebook.cells.pop()

    async def _doubt_of_end(self, kernel: Kernel) -> str:
        """Where the kernel was ended by a signal that is not ours and no crash; empty if it was not."""
        gone = self.judge is not None and self.judge.probe.gone
        status = await kernel.exit_status(_END_SECONDS if gone else 0.0)
        if status is None or self.stopped or -status not in _NOT_CRASHES:
            return ""
        return f"signal {-status} from an unknown sender in {self.place}"

    def _stop(self, kernel: Kernel) -> None:
        self.stopped = True
        kernel.signal(KILL)

    def _make_judge(self, kernel: Kernel) -> Judge:
        probe = Probe(
            kernel.probe,
            interrupt=lambda: kernel.signal(INTERRUPT),
            kill=lambda: self._stop(kernel),
            make_proxy=make_proxy,
            remote_of=remote_of,
        )
        limits = self.limits
        return Judge(
            probe,
            test_seconds=limits.test_seconds,
            total_seconds=limits.submission_seconds,
            seed=self.seed,
            observer=self.observer,
        )

    async def _cells(self, client: _Cells, kernel: Kernel) -> None:
        points = check_points(self.notebook, list(self.tests))
        deadline = time.monotonic() + self.limits.submission_seconds
        for index, cell in enumerate(self.notebook.cells):
            if cell.cell_type == "code" and cell.source.strip():
                seconds = min(self.limits.cell_seconds, deadline - time.monotonic())
                if not await self._cell(client, kernel, index, seconds):
                    return
            self._judge_all(points.get(index, ()))
            if time.monotonic() >= deadline:
                self._end(
                    Outcome.TIMED_OUT, f"the notebook took longer than {self.limits.submission_seconds:.0f} s"
                )
                return

    async def _cell(self, client: _Cells, kernel: Kernel, index: int, seconds: float) -> bool:
        """Runs one cell; False when no further cell can run."""
        cell = self.notebook.cells[index]
        self.place = f"cell {index + 1}"
        begin = time.perf_counter()
        task = asyncio.ensure_future(client.async_execute_cell(cell, index))
        try:
            over = await self._over(task, kernel, max(seconds, 0.0))
            if over:
                self._end(Outcome.TIMED_OUT, f"cell {index + 1} {over.text} and was stopped")
                self.events.append(replace(over, cell=index + 1))
                client.iopub_timeout = 1  # its last words may have been cut off
                kernel.signal(INTERRUPT)
                grace = _FLUSH_SECONDS if over.exception == "Output" else _GRACE_SECONDS
                if await _done_or_dead(task, kernel, grace):
                    self._stop(kernel)
            await task
        except DeadKernelError:
            if not over:
                await self._note_end(index, kernel)
            return False
        except _NONSENSE as error:
            self._end(Outcome.KILLED, f"what the notebook's kernel sent in cell {index + 1} can't be read")
            self.events.append(CellEvent(index + 1, "Nonsense", f"{type(error).__name__}: {error}"[:2000]))
            self._stop(kernel)
            return False
        finally:
            await _let_go(task)
            self.cells.append(self._cell_run(index, time.perf_counter() - begin, client))
        if not over and client.error is not None:
            self._note_error(index, *client.error)
        return True

    def _cell_run(self, index: int, seconds: float, client: _Cells) -> CellRun:
        left = MAX_SHOWN - sum(len(run.output) for run in self.cells)
        return CellRun(index + 1, round(seconds, 4), client.shown[: max(left, 0)])

    async def _over(self, task: asyncio.Future[Any], kernel: Kernel, seconds: float) -> CellEvent | None:
        """Which limit the cell went over; None when it ended by itself."""
        most = kernel.received + (self.limits.output_mb << 20)
        late = await _done_or_dead(task, kernel, seconds, lambda: kernel.received > most)
        if kernel.received > most:
            ended = await kernel.exit_status(_END_SECONDS) is not None  # one that ends hangs up, too
            return None if ended else CellEvent(0, "Output", f"printed more than {self.limits.output_mb} MB")
        return CellEvent(0, "Timeout", f"ran longer than {seconds:.0f} s") if late else None

    async def _note_end(self, index: int, kernel: Kernel) -> None:
        """The kernel has ended by itself."""
        words = kernel.last_words
        if kernel.out_of_memory:
            self._end(Outcome.OUT_OF_MEMORY, _TOO_MUCH.format(cell=index + 1))
        else:
            self._end(Outcome.KILLED, f"the notebook's kernel ended in cell {index + 1}")
        self.events.append(CellEvent(index + 1, DEAD_KERNEL, words))

    def _note_error(self, index: int, name: str, text: str) -> None:
        self.events.append(CellEvent(index + 1, name, text))
        if ran_out(text):
            self._end(Outcome.OUT_OF_MEMORY, IN_A_CELL.format(cell=index + 1))
        elif name in _MEMORY_ERRORS or _NO_MEMORY in text:
            self._end(Outcome.OUT_OF_MEMORY, _TOO_MUCH.format(cell=index + 1))
        else:
            self._end(Outcome.RAISED, "")

    def _end(self, outcome: Outcome, detail: str) -> None:
        """Notes how the run ended; a later, graver outcome replaces a cell's plain exception."""
        if self.outcome in (Outcome.GRADED, Outcome.RAISED):
            self.outcome, self.detail = outcome, detail or self.detail

    def _judge_all(self, names: Any) -> None:
        assert self.judge is not None
        for name in names:
            if not self.judge.probe.gone and self.outcome is not Outcome.KILLED:
                self.place = f"the tests of {name}"
            self.judged[name] = self.judge.question(name, self.tests[name])

    def result(self, submission: str, lab: str, total: float) -> Result:
        assert self.judge is not None
        seconds = {
            "total": total,
            "start": self.start_seconds,
            "cells": sum(run.seconds for run in self.cells),
            "tests": self.judge.seconds,
        }
        return Result(
            submission,
            lab,
            self.outcome,
            tuple(self.judged[name] for name in self.tests),
            self.detail,
            tuple(self.events),
            {name: round(value, 4) for name, value in seconds.items()},
            self.judge.seed,
            cells=tuple(self.cells),
        )


async def _done_or_dead(
    task: asyncio.Future[Any], kernel: Kernel, seconds: float, over: Callable[[], bool] = lambda: False
) -> bool:
    """Whether the cell neither ends in time nor with its kernel; awaiting the task may raise DeadKernelError."""
    deadline = time.monotonic() + seconds
    while not task.done() and (left := deadline - time.monotonic()) > 0 and not over():
        await asyncio.wait({task}, timeout=min(left, _ALIVE_SECONDS))
        if not task.done() and not await kernel.manager.is_alive():
            task.cancel()  # nbclient makes a DeadKernelError of it
            await asyncio.wait({task})
    return not task.done()


async def _let_go(task: asyncio.Future[Any]) -> None:
    """Ends a cell's task that nobody awaits any more, so that asyncio does not complain of it."""
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.exception()


def _bounds(limits: Limits) -> Bounds:
    names = (field.name for field in fields(Bounds))
    return Bounds(**{name: getattr(limits, name) for name in names})


class _Cells(NotebookClient):  # type: ignore[misc]
    """Runs cells and notes of each the error that it ended in, as the kernel's reply tells it, and what it showed.

    A kernel may send anything, and what it printed may have been cut off. Only with `keep` is what cells showed
    put into the notebook, up to a bound.
    """

    keep = False
    full = False
    error: tuple[str, str] | None = None
    shown = ""

    async def async_execute_cell(self, cell: Any, cell_index: int, **more: Any) -> Any:
        self.error, self.shown = None, ""
        return await super().async_execute_cell(cell, cell_index, **more)

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        kind, content = msg["msg_type"], msg["content"]
        if kind == "status" and content["execution_state"] == "idle":
            raise CellExecutionComplete
        if len(self.shown) < MAX_CELL_SHOWN:
            self.shown = (self.shown + readable(_text_of(kind, content)))[:MAX_CELL_SHOWN]
        if not self.keep:
            return None
        if self.kc.iopub_channel.received > MAX_KEPT:
            return self._leave_out(cell)
        return super().process_message(msg, cell, cell_index)

    def _leave_out(self, cell: Any) -> None:
        """Tells, once, where a notebook's outputs end that are too many to be kept."""
        if not self.full:
            self.full = True
            cell.outputs.append(new_output("stream", name="stderr", text=_LEFT_OUT))

    async def _check_raise_for_error(self, cell: Any, cell_index: int, exec_reply: Any) -> None:
        content = exec_reply["content"]
        if content["status"] == "error":
            self.error = str(content["ename"])[:100], str(content["evalue"])[:2000]


def _text_of(kind: str, content: Mapping[str, Any]) -> str:
    """What a message shows, as text; of a traceback the end, where the error is."""
    if kind == "stream":
        return str(content["text"])[: 2 * MAX_CELL_SHOWN]
    if kind in ("execute_result", "display_data"):
        return f"{str(content['data'].get('text/plain', ''))[:MAX_CELL_SHOWN]}\n"
    if kind == "error":
        return "\n".join(map(str, content["traceback"]))[-MAX_CELL_SHOWN:]
    return ""
