"""A grader that is killed leaves no container."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from autograder.container.program import Program
from autograder.kernel.container_run import RUN_LABEL
from tests.engine.making import notebook
from tests.faults.processes import all_processes

pytestmark = pytest.mark.container

COMMAND = [sys.executable, "-c", "from autograder.cli import main; main()", "grade", "m01_mini"]


def wait_until(condition: Callable[[], object], seconds: float) -> bool:
    """Looks until it is so; each look takes longer than a pause would."""
    deadline = time.monotonic() + seconds
    while not (done := condition()) and time.monotonic() < deadline:
        pass
    return bool(done)


def locked_down() -> bool:
    """Whether there is a kernel in a container that has loaded our own filter beside the engine's."""
    for pid, seen in all_processes().items():
        if "autograder.kernel.contained" in seen.command:
            with suppress(OSError):
                if "Seccomp_filters:\t2" in Path(f"/proc/{pid}/status").read_text():
                    return True
    return False


def test_its_container_ends_with_it(engine: str, built_mini: Path, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "s.ipynb").write_bytes(notebook("import time; time.sleep(300)"))
    program = Program(engine)
    arguments = [str(tmp_path / "class"), "-o", str(tmp_path / "out"), "--course", str(built_mini)]
    with open(tmp_path / "log", "w") as log:
        grader = subprocess.Popen(
            [*COMMAND, *arguments, "--engine", engine], stdout=log, stderr=log, start_new_session=True
        )
    try:
        assert wait_until(locked_down, 60), (tmp_path / "log").read_text()
        found = set(program.containers(RUN_LABEL))
        assert found
    finally:
        os.killpg(grader.pid, signal.SIGKILL)
        grader.wait()
    assert wait_until(lambda: not found & set(program.containers(RUN_LABEL)), 20)
