"""`make student-check` in small: two labs in the environment of the tests, and what it must find."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from autograder.build import Compiled, build
from autograder.build.tree import write_tree
from autograder.course import Lab, load_course
from tools import student_check

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "course"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """The mini course's, built."""
    root = tmp_path_factory.mktemp("students") / "course"
    shutil.copytree(MINI / "assignments", root / "assignments")
    course = load_course(root)
    build(course.labs, course)
    return course.labs[0]


@pytest.fixture
def folder(lab: Lab, tmp_path: Path) -> Path:
    return student_check.unpack(lab, tmp_path)


def change(folder: Path, question: str, source: str) -> None:
    """Puts a cell before the one that checks a question."""
    path = next(folder.glob("*.ipynb"))
    notebook = nbformat.read(path, as_version=4)
    place = next(i for i, cell in enumerate(notebook.cells) if cell.source == f'grader.check("{question}")')
    notebook.cells.insert(place, nbformat.v4.new_code_cell(source, id=f"new-{len(notebook.cells)}"))
    nbformat.write(notebook, path)


def test_the_mini_lab(lab: Lab, folder: Path) -> None:
    findings = student_check.check_lab(lab, folder, Path(sys.executable))
    assert findings.faults == []
    assert findings.score == 0
    assert set(findings.shown) == {"q1", "q2"}
    graded = nbformat.read(folder.parent / "graded" / "export" / "executed.ipynb", as_version=4)
    assert graded.cells[0].source.startswith("# @title Get ready")
    assert graded.cells[0].outputs == []


def test_what_a_student_should_not_see_is_found(folder: Path) -> None:
    change(folder, "q1", "1 / 0")
    change(folder, "q1", "import socket; socket.create_connection(('192.0.2.1', 80), 1)")
    change(folder, "q1", "running_mean = lambda values: 1 / 0")
    change(folder, "q2", "standard_heights = np.zeros((6, 2))")
    notebook = nbformat.read(next(folder.glob("*.ipynb")), as_version=4)
    findings = student_check.Findings("m01_mini")
    asyncio.run(student_check.execute(notebook, folder, Path(sys.executable), folder))
    student_check.look(notebook, findings)
    for said in (
        "raises ZeroDivisionError",
        "raises OSError",
        "q1: a test does not teach: ZeroDivisionError",
        "q2: a blank answer passes all public tests",
    ):
        assert any(said in fault for fault in findings.faults), findings.faults


@pytest.mark.slow
def test_a_lab_of_the_course(compiled: Callable[[Lab], Compiled], tmp_path: Path) -> None:
    made = compiled(load_course(ROOT).lab("l03_1_pytorch"))
    write_tree(tmp_path / "lab", made.student)
    notebook = nbformat.read(tmp_path / "lab" / "l03_1_pytorch.ipynb", as_version=4)
    findings = student_check.Findings("l03_1_pytorch")
    asyncio.run(student_check.execute(notebook, tmp_path / "lab", Path(sys.executable), tmp_path))
    student_check.look(notebook, findings)
    assert findings.faults == []
    assert list((tmp_path / "lab").glob("l03_1_pytorch_*.zip"))
