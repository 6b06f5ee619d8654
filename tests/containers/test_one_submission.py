"""The other way round: a container that grades one submission, as a TA starts it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from autograder.container.image import PARTS, kernel_image
from tests.engine.making import notebook

pytestmark = pytest.mark.container

GRADER = f"{PARTS['grader']}:{kernel_image().rpartition(':')[2]}"
LAB = "l03_2_dropout"


def docker_run(engine: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [engine, "run", "--rm", "--network=none", f"--user={os.getuid()}:{os.getgid()}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_writes_the_result_the_feedback_and_the_executed_notebook(engine: str, tmp_path: Path) -> None:
    for name in ("submission", "results"):
        (tmp_path / name).mkdir()
    (tmp_path / "submission" / "mine.ipynb").write_bytes(notebook("print('seen', 6 * 7)"))
    mounts = (f"--volume={tmp_path}/submission:/submission:ro", f"--volume={tmp_path}/results:/results")
    done = docker_run(engine, *mounts, GRADER, LAB)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sandbox: landlock" in done.stdout
    results = json.loads((tmp_path / "results/results.json").read_text())
    assert results["score"] == 0
    assert results["extra_data"]["outcome"] == "graded"
    assert "seen 42" in (tmp_path / "results/executed.ipynb").read_text()
    assert (tmp_path / "results/feedback.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((GRADER,), "no lab is named"),
        ((GRADER, LAB), "there is no /submission"),
        (("--tmpfs=/submission", GRADER, LAB), "there is no /results"),
        (
            ("--tmpfs=/submission", "--tmpfs=/results:mode=755", "--user=1234", GRADER, LAB),
            "can't write to /results",
        ),
    ],
)
def test_what_is_missing_is_told_in_one_line(engine: str, arguments: tuple[str, ...], says: str) -> None:
    done = docker_run(engine, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    [line] = [line for line in done.stderr.splitlines() if not line.startswith("WARNING")]
    assert line.startswith("autograder: ")
    assert says in line
    assert "docker run" in line
