"""A grader that is killed leaves no container."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from autograder.container.program import Program
from autograder.kernel.container_run import RUN_LABEL
from tests.engine.making import notebook
from tests.faults.processes import all_processes

pytestmark = pytest.mark.container

Seen = TypeVar("Seen")
COMMAND = [sys.executable, "-c", "from autograder.cli import main; main()", "grade", "m01_mini"]


def wait_until(condition: Callable[[], Seen], seconds: float) -> Seen:
    """Looks until it is so; each look takes longer than a pause would."""
    deadline = time.monotonic() + seconds
    while not (done := condition()) and time.monotonic() < deadline:
        pass
    return done


def locked_down(mark: str) -> str:
    """The id of the container whose sockets lie below that folder, once its kernel has our own filter, too."""
    for pid, seen in all_processes().items():
        if "autograder.kernel.contained" in seen.command:
            with suppress(OSError):
                place = Path(f"/proc/{pid}")
                ours = f"/{mark}/" in (place / "mountinfo").read_text()
                if ours and "Seccomp_filters:\t2" in (place / "status").read_text():
                    return re.findall("[0-9a-f]{64}", (place / "cgroup").read_text())[0]
    return ""


def test_its_container_ends_with_it(engine: str, built_mini: Path, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "s.ipynb").write_bytes(notebook("import time; time.sleep(300)"))
    program = Program(engine)
    arguments = [str(tmp_path / "class"), "-o", str(tmp_path / "out"), "--course", str(built_mini)]
    with tempfile.TemporaryDirectory(prefix="k-") as temporary, open(tmp_path / "log", "w") as log:
        grader = subprocess.Popen(
            [*COMMAND, *arguments, "--engine", engine],
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={**os.environ, "TMPDIR": temporary},
        )
        try:
            container = wait_until(lambda: locked_down(Path(temporary).name), 60)
            assert container, (tmp_path / "log").read_text()
        finally:
            os.killpg(grader.pid, signal.SIGKILL)
            grader.wait()
        assert wait_until(lambda: container[:12] not in program.containers(RUN_LABEL), 20)
