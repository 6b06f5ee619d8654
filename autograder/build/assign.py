"""Runs `otter assign` on a checked lab, in a folder of its own and quietly."""

from __future__ import annotations

import contextlib
import io
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

from otter.assign import main as otter_assign

from autograder.build.archive import unpack
from autograder.build.faults import fault
from autograder.build.notebooks import otter_notebook, student_notebook
from autograder.build.source import LabSource
from autograder.build.testfiles import restore_tests
from autograder.build.tree import Tree, read_tree

PYTHON = "3.11"  # the oldest that the course supports, for the image in which Gradescope grades


@dataclass(frozen=True)
class Assigned:
    """What otter made: the student's folder, its notebook in normal form, and what the autograder's zip holds."""

    student: dict[str, bytes]
    bundle: dict[str, bytes]


def assign(source: LabSource, files: Tree, requirements: str) -> Assigned:
    """Compiles a lab. `files` go to students and graders, one by one: otter does not restore whole folders.

    Raises: SourceError when otter itself fails.
    """
    lab = source.path.stem
    pins = [
        line for line in requirements.splitlines() if not line.startswith("otter-grader")
    ]  # it adds its own
    with tempfile.TemporaryDirectory(prefix="build-") as temporary:
        folder = Path(temporary).resolve()
        for name, data in {**files, "requirements.txt": "\n".join(pins).encode()}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        (folder / f"{lab}.ipynb").write_bytes(otter_notebook(source, files, PYTHON))
        _run_otter(source, folder)
        student = read_tree(folder / "out" / "student")
        bundles = list((folder / "out" / "autograder").glob("*.zip"))
        if len(bundles) != 1:
            raise fault(source.path, 1, "otter made no bundle", "Remove `generate: false` from the config")
        notebook = f"{lab}.ipynb"
        student[notebook] = student_notebook(student[notebook])
        bundle = unpack(bundles[0].read_bytes())
    return Assigned(restore_tests(source, student, hidden=False), restore_tests(source, bundle, hidden=True))


def _run_otter(source: LabSource, folder: Path) -> None:
    output = io.StringIO()
    try:
        with (
            contextlib.redirect_stdout(output),
            contextlib.redirect_stderr(output),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            master = str(folder / f"{source.path.stem}.ipynb")
            otter_assign(master, str(folder / "out"), no_pdfs=True, no_run_tests=True)
    except Exception as error:  # otter raises whatever comes: AssertionError, TypeError, KeyError, …
        what = f"otter assign failed: {type(error).__name__}: {str(error).splitlines()[:1]}"
        raise fault(source.path, 1, what, "The build gate should have caught this: report it") from error
