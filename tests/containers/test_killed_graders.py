"""A grader that is killed leaves no container."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.container.program import Program
from autograder.kernel.container_run import RUN_LABEL
from tests.engine.making import notebook

pytestmark = pytest.mark.container

COMMAND = [sys.executable, "-c", "from autograder.cli import main; main()", "grade", "m01_mini"]


def wait_until(condition: Callable[[], object], seconds: float) -> bool:
    """Each look asks the engine, which takes longer than a pause would."""
    deadline = time.monotonic() + seconds
    while not (done := condition()) and time.monotonic() < deadline:
        pass
    return bool(done)


def test_its_container_ends_with_it(engine: str, built_mini: Path, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "s.ipynb").write_bytes(notebook("import time; time.sleep(300)"))
    program = Program(engine)
    before = set(program.containers(RUN_LABEL))
    arguments = [str(tmp_path / "class"), "-o", str(tmp_path / "out"), "--course", str(built_mini)]
    with open(tmp_path / "log", "w") as log:
        grader = subprocess.Popen(
            [*COMMAND, *arguments, "--engine", engine], stdout=log, stderr=log, start_new_session=True
        )

    def new() -> set[str]:
        return {name for name in program.containers(RUN_LABEL) if program.is_running(name)} - before

    try:
        assert wait_until(new, 60), (tmp_path / "log").read_text()
        [container] = new()
    finally:
        os.killpg(grader.pid, signal.SIGKILL)
        grader.wait()
    assert wait_until(lambda: container not in program.containers(RUN_LABEL), 60)
