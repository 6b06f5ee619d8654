"""The build gate: what a lab must satisfy before otter sees it. One line names place, fault and mend."""

from __future__ import annotations

from pathlib import Path

from autograder.build.faults import fault, shown
from autograder.build.gate_code import check_cells
from autograder.build.gate_settings import check_assignment, check_question
from autograder.build.gate_tests import check_question_tests
from autograder.build.source import LabSource, Role, read_source
from autograder.build.tree import is_litter
from autograder.course import MANIFEST, Course, Lab
from autograder.errors import SourceError

SHARED = "labkit"  # the one folder of assignments/ that is no lab
LAB_FOLDERS = ("data", "variants")


def check_lab(lab: Lab) -> LabSource:
    """Reads and checks one lab. Raises: SourceError on the first fault."""
    check_lab_folder(lab)
    source = read_source(lab.source)
    check_assignment(source, lab.name)
    check_cells(source)
    points = {}
    for cell in source.cells:
        if cell.role is Role.QUESTION and cell.question is not None:
            check_question(source, cell, source.settings[cell.question])
            points[cell.question] = check_question_tests(source, cell.question)
    _check_total(source, lab, points)
    _check_files(source, lab)
    return source


def _check_total(source: LabSource, lab: Lab, points: dict[str, float]) -> None:
    total = sum(points.values())
    if abs(total - lab.points) > 1e-9:
        shares = " + ".join(f"{name} {value:g}" for name, value in points.items()) or "no question"
        what = f"the questions are worth {total:g} points ({shares}), but {MANIFEST} says {lab.points:g}"
        raise fault(source.path, 1, what, "Change the one that is wrong")


def _check_files(source: LabSource, lab: Lab) -> None:
    cell = next(cell for cell in source.cells if cell.role is Role.CONFIG)
    for name in source.assignment.values.get("files", []):
        path = Path(name)
        if path.is_absolute() or path.parts[:1] != ("data",) or not (lab.folder / path).is_file():
            mend = "Put it into the lab's data/ folder, which the build adds by itself"
            raise source.fault(cell, f"`files` names {name!r}", mend, source.assignment.line("files"))


def check_lab_folder(lab: Lab) -> None:
    """Refuses files in a lab's folder that no build reads. Raises: SourceError."""
    if not lab.source.is_file():
        what = f"the lab's source {lab.source.name} is missing"
        raise SourceError(what, where=str(lab.folder), mend=f"Write it, or remove the entry from {MANIFEST}")
    for path in sorted(lab.folder.iterdir()):
        known = path.name in LAB_FOLDERS if path.is_dir() else path.name == lab.source.name
        if not known and not is_litter(path.name):
            mend = f"A lab holds {lab.source.name}, data/ and variants/: move or remove it"
            raise SourceError("a stray file in a lab", where=shown(path), mend=mend)


def check_strays(course: Course) -> None:
    """Refuses whatever lies in assignments/ and is not listed in the manifest. Raises: SourceError."""
    listed = {lab.name for lab in course.labs} | {SHARED, MANIFEST.name}
    for path in sorted((course.root / MANIFEST.parent).iterdir()):
        if path.name not in listed and not is_litter(path.name):
            mend = f"Add a [[lab]] entry for it to {MANIFEST}, or remove it"
            raise SourceError("not listed in the manifest", where=shown(path), mend=mend)
