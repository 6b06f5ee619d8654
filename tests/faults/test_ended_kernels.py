"""Who ended a kernel: the student's code, we, or somebody else; and what it then counts."""

from __future__ import annotations

import os
import shutil
import signal
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import autograder.grade
from autograder.bundle import Bundle
from autograder.course import Limits
from autograder.errors import EngineError
from autograder.grade import grade
from autograder.judge import Judge
from autograder.kernel import Kernel, Kernels, open_kernels
from autograder.outcomes import Outcome, Result
from autograder.submissions import Submission
from tests.engine.making import bundle, notebook
from tests.faults.processes import all_processes

Deed = Callable[[Kernel], None]

TESTS = bundle(
    q1="""
    @test_case(points=1)
    def test_x(x):
        assert x == 3
    """
)
CELLS = ("x = 3", "y = 4", "z = 5")


@pytest.fixture(scope="module")
def kernels() -> Iterator[Kernels]:
    with open_kernels() as opened:
        yield opened


def graded(kernels: Kernels, *cells: str, tests: Bundle = TESTS, **limits: float) -> Result:
    return grade(Submission("s", "s.ipynb", notebook(*cells)), tests, Limits(**limits), kernels)


def before_cell(number: int, deed: Deed, patch: pytest.MonkeyPatch) -> None:
    """Has something done to the kernel just before a cell runs in it."""
    run_cell = autograder.grade._Run._cell

    async def cell(self: Any, client: Any, kernel: Kernel, index: int, seconds: float) -> bool:
        if index + 1 == number:
            deed(kernel)
        return await run_cell(self, client, kernel, index, seconds)

    patch.setattr(autograder.grade._Run, "_cell", cell)


def kill(kernel: Kernel, number: int = signal.SIGKILL) -> None:
    os.kill(kernel.manager.provisioner.pid, number)


def kill_warm_process(kernel: Kernel) -> None:
    processes = all_processes()
    warm = kernel.manager.provisioner.pid
    while processes[warm].parent != os.getpid():
        warm = processes[warm].parent
    os.kill(warm, signal.SIGKILL)


@pytest.mark.parametrize("number", [1, 2])
def test_a_kernel_killed_by_somebody_is_in_doubt_and_says_where(
    number: int, kernels: Kernels, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_cell(number, kill, monkeypatch)
    result = graded(kernels, *CELLS[: number - 1], "while True: pass")
    assert result.outcome is Outcome.KILLED
    assert result.doubt == f"signal 9 from an unknown sender in cell {number}"


def test_a_kernel_killed_while_it_is_judged_is_in_doubt(
    kernels: Kernels, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Kernel] = []
    judge = Judge.question
    before_cell(1, held.append, monkeypatch)

    def question(self: Judge, name: str, source: str) -> Any:
        kill(held[0])
        return judge(self, name, source)

    monkeypatch.setattr(Judge, "question", question)
    endless = bundle(q1="@test_case(points=1)\ndef test_f(f):\n    f()\n")
    result = graded(kernels, "def f():\n    while True: pass", tests=endless)
    assert (result.score, result.doubt) == (0, "signal 9 from an unknown sender in the tests of q1")


def test_a_warm_process_that_is_killed_is_our_fault_and_replaced(
    kernels: Kernels, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        before_cell(2, kill_warm_process, patch)
        with pytest.raises(EngineError, match="the warm process died"):
            graded(kernels, "x = 3", "while True: pass")
    result = graded(kernels, *CELLS)
    assert (result.score, result.outcome, result.doubt) == (1, Outcome.GRADED, "")


@pytest.mark.parametrize(
    "code",
    ["import os\nos._exit(3)", "import ctypes\nctypes.string_at(0)", "import os\nos.abort()"],
    ids=["exit", "segmentation fault", "abort"],
)
def test_an_end_of_its_own_making_is_the_submissions(code: str, kernels: Kernels) -> None:
    result = graded(kernels, "x = 3", code)
    assert (result.outcome, result.doubt) == (Outcome.KILLED, "")


def test_a_kernel_that_we_stop_is_not_in_doubt(kernels: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autograder.grade, "_GRACE_SECONDS", 0.2)
    stubborn = "while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt: pass"
    result = graded(kernels, "x = 3", stubborn, cell_seconds=0.5)
    assert (result.outcome, result.doubt) == (Outcome.TIMED_OUT, "")


NO_ROOM = "raise OSError(28, 'No space left on device')"


def test_a_full_disk_that_a_cell_met_is_in_doubt(kernels: Kernels) -> None:
    result = graded(kernels, "x = 3", NO_ROOM)
    assert (result.outcome, result.doubt) == (Outcome.RAISED, "no room left on the disk in cell 2")


def test_a_full_disk_that_a_test_met_is_in_doubt(kernels: Kernels) -> None:
    tests = bundle(
        q1="""
        @test_case(points=1)
        def test_f(f):
            f()
        """
    )
    result = graded(kernels, f"def f():\n    {NO_ROOM}", tests=tests)
    assert result.doubt == "no room left on the disk in q1.test_f"


def test_a_disk_that_is_full_now_is_our_fault(kernels: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(4096))
    with pytest.raises(EngineError, match="no room left for temporary files in"):
        graded(kernels, "x = 3", NO_ROOM)


def test_no_folder_of_a_submission_stays(kernels: Kernels, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    graded(kernels, *CELLS)
    assert list(tmp_path.iterdir()) == []
