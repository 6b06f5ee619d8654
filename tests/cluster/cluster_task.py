"""A task that does with a submission what its notebook's bytes say, on whichever node of a cluster; slots import it."""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.outcomes import Outcome, QuestionResult, Result
from autograder.submissions import Submission


@dataclass(frozen=True)
class ClusterTask:
    """`3`: that score; `die`, `raise`, `hang`: that, always; `die 1 3`: once, then the score.

    Each call leaves a file whose text says on which node it was, by its folder for temporary files, and in which
    process. `away`: on the node with that folder it writes into a pipe and stays; elsewhere it reads that first.
    """

    calls: Path
    away: Path | None = None

    def __call__(self, submission: Submission) -> Result:
        before = len(list(self.calls.glob(f"{submission.id}.*")))
        note = f"{os.environ['TMPDIR']} {os.getpid()} {os.environ['OMP_NUM_THREADS']}"
        (self.calls / f"{submission.id}.{before}").write_text(note, encoding="utf-8")
        self._meet()
        words = submission.notebook.decode().split()
        if words[0].isalpha() and (len(words) == 1 or before < int(words[1])):
            getattr(self, f"do_{words[0]}")()
        score = float(words[-1])
        return Result(
            submission.id, "m01", Outcome.GRADED, (QuestionResult("q1", score, 5.0),), seconds={"total": 1.0}
        )

    def _meet(self) -> None:
        if self.away is None:
            return
        pipe = self.calls / "pipe"
        if os.environ["TMPDIR"] == str(self.away):
            pipe.write_text("here", encoding="utf-8")
            signal.pause()
        elif pipe.is_fifo():
            pipe.read_text(encoding="utf-8")
            pipe.unlink()

    def do_die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def do_raise(self) -> None:
        raise ValueError("broken machinery")

    def do_hang(self) -> None:
        signal.pause()


@contextmanager
def opened(calls: Path, away: Path | None, tell: Callable[[str], None]) -> Iterator[ClusterTask]:
    tell("no kernels")
    yield ClusterTask(calls, away)


@dataclass(frozen=True)
class Unloadable:
    """What does harm to the process that it is sent to, as soon as it gets there."""

    function: str
    argument: object

    def __reduce__(self) -> Any:
        module, _, name = self.function.rpartition(".")
        return getattr(importlib.import_module(module), name), (self.argument,)
