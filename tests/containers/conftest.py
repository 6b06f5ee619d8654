"""An engine that answers, with an image that is ours; kernels in its containers."""

from __future__ import annotations

import ast
import os
import shlex
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from autograder.build import build
from autograder.container.image import check_image, kernel_image
from autograder.container.program import Program
from autograder.course import Lab, Limits, load_course
from autograder.engines import CONTAINER_ENGINES, Engine
from autograder.errors import CourseError
from autograder.grade import grade
from autograder.kernel.containers import open_containers
from autograder.kernel.kernels import Kernels
from autograder.outcomes import Result
from autograder.submissions import Submission
from tests.engine.making import bundle, notebook

ROOT = Path(__file__).parents[2]
OPTIONS = (
    "AUTOGRADER_IMAGE_OPTIONS"  # of `autograder image build`; where set, an image is built that is missing
)
LAB = Lab("lab", "A lab", 1, ROOT, preload=("numpy",))
TESTS = bundle(
    q1="""
    @test_case(points=1)
    def test_x(x):
        assert x == 3, "`x` should be 3."
    """
)
Run = Callable[..., Result]
See = Callable[..., Any]


def build_images() -> None:
    """As an instructor does it, with the options of this machine."""
    command = [sys.executable, "-c", "from autograder.cli import main; main()", "image", "build"]
    subprocess.run([*command, *shlex.split(os.environ[OPTIONS])], cwd=ROOT, check=True)


@pytest.fixture(scope="session")
def engine() -> str:
    """The first engine here that answers and has our image."""
    faults = []
    for name in CONTAINER_ENGINES:
        program = Program(name)
        try:
            program.check()
            if OPTIONS in os.environ:
                build_images()
            check_image(program, kernel_image())
        except CourseError as error:
            faults.append(str(error))
        else:
            return name
    pytest.skip(f"no containers here, so nothing of them is tested: {'; '.join(faults)}")


@pytest.fixture(scope="session")
def built_mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini course, built."""
    root = tmp_path_factory.mktemp("mini") / "course"
    shutil.copytree(ROOT / "tests/course/assignments", root / "assignments")
    loaded = load_course(root)
    build(loaded.labs, loaded, check=False)
    return root


@contextmanager
def opened(engine: str, lab: Lab = LAB) -> Iterator[Kernels]:
    with open_containers(Engine(engine), lab) as kernels:
        yield kernels


@pytest.fixture(scope="session")
def kernels(engine: str) -> Iterator[Kernels]:
    with opened(engine) as kernels:
        yield kernels


@pytest.fixture
def run(kernels: Kernels) -> Run:
    """Grades a notebook of these cells in a container."""

    def graded(*cells: str, files: dict[str, bytes] | None = None, **limits: Any) -> Result:
        submission = Submission("s", "s.ipynb", notebook(*cells), files or {})
        return grade(submission, TESTS, Limits(**limits), kernels, seed=7)

    return graded


@pytest.fixture
def see(run: Run) -> See:
    """Runs a cell in a container and gives what it assigned to `seen`."""

    def seen(cell: str, **kwargs: Any) -> Any:
        result = run(textwrap.dedent(cell), "raise ValueError(repr(seen))", **kwargs)
        assert len(result.events) == 1, result.events
        return ast.literal_eval(result.events[-1].text)

    return seen


@pytest.fixture
def fake_docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a shell script where `docker` is looked for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat", "env"):
        (folder / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    monkeypatch.setenv("PATH", str(folder))

    def write(script: str) -> None:
        (folder / "docker").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "docker").chmod(0o755)

    return write
