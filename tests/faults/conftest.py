"""The mini course, built once, and runs of the real command on it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.build import build
from autograder.course import load_course
from tests.faults.processes import Run

MINI = Path(__file__).parents[1] / "course"

if not sys.platform.startswith("linux"):
    collect_ignore_glob = ["test_*.py"]  # they read /proc


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("faults") / "course"
    shutil.copytree(MINI / "assignments", root / "assignments")
    loaded = load_course(root)
    build(loaded.labs, loaded, check=False)
    return root


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files with a short path, for sockets lie there."""
    with tempfile.TemporaryDirectory(prefix="f-") as folder:
        yield Path(folder)


@pytest.fixture
def grade(course: Path, temporary: Path) -> Iterator[Callable[..., Run]]:
    """Starts `autograder grade` on a folder; what still runs at the end is killed."""
    runs: list[Run] = []

    def start(folder: Path, out: Path, *options: str, temporary: Path = temporary) -> Run:
        arguments = ["grade", "m01_mini", str(folder), "-o", str(out), "--course", str(course), *options]
        runs.append(Run(arguments, temporary).start())
        return runs[-1]

    yield start
    for run in runs:
        run.close()
