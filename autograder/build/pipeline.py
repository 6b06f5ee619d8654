"""Builds labs: gate, otter, leak check, blank check, solved notebook; writes all of a lab or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.build.archive import bundle, pack
from autograder.build.assign import assign
from autograder.build.blank import check_blank
from autograder.build.gate import check_lab, check_strays
from autograder.build.gate_tests import check_question_tests
from autograder.build.imports import LABKIT, lab_imports, labkit_files, requirements, used_files
from autograder.build.leaks import check_leaks
from autograder.build.manual import manual_index
from autograder.build.notebooks import with_first_cell
from autograder.build.readme import student_readme
from autograder.build.ready import first_cell
from autograder.build.solved import is_current, solve, unexecuted
from autograder.build.source import LabSource
from autograder.build.tree import Tree, differences, read_tree, write_file, write_tree
from autograder.course import Course, Lab
from autograder.errors import StaleError


@dataclass(frozen=True)
class BuildReport:
    """What building one lab did. `executed`: whether the solved notebook was run, not only kept."""

    lab: str
    written: tuple[Path, ...]
    executed: bool
    seconds: float


@dataclass(frozen=True)
class Compiled:
    """One lab, compiled and free of leaks. `inputs` is what the solved notebook's outputs depend on."""

    lab: Lab
    source: LabSource
    student: Tree
    bundle: bytes
    inputs: Tree


def compile_lab(lab: Lab) -> Compiled:
    """Compiles a lab in memory. Raises: SourceError on whatever the gate or the leak check refuses."""
    source = check_lab(lab)
    data = {f"data/{name}": content for name, content in read_tree(lab.folder / "data").items()}
    modules = lab_imports(source, tests=True)
    uses_labkit = any(module.split(".")[0] == LABKIT for module in modules)
    labkit = labkit_files(lab.root) if uses_labkit else {}
    pins = requirements(lab, source, labkit)
    made = assign(source, {**data, **labkit}, pins)
    readme = student_readme(lab, source)
    student = {**made.student, "requirements.txt": pins.encode(), "README.md": readme.encode()}
    check_leaks(source, student, labkit)
    notebook = f"{lab.name}.ipynb"
    student[notebook] = with_first_cell(student[notebook], first_cell(lab.name, pins))
    graded = [question for question in source.questions if f"tests/{question}.py" in made.bundle]
    points = {question: check_question_tests(source, question) for question in graded}
    used = used_files(labkit, lab_imports(source, tests=False))
    packed = bundle(made.bundle, lab.name, points, manual_index(source, student[notebook]))
    return Compiled(lab, source, student, packed, {**data, **used})


def build_lab(lab: Lab, *, check: bool = False, prove_blank: bool = True) -> BuildReport:
    """Builds one lab; with `check`, only compares with what is committed.

    Raises: SourceError on a faulty source, StaleError (with `check`) on a file that is not as built.
    """
    start = time.perf_counter()
    compiled = compile_lab(lab)
    if check:
        stale = _stale(compiled)
        if stale:
            raise _stale_error(stale, f"Run: autograder build {lab.name}")
        return BuildReport(lab.name, (), False, time.perf_counter() - start)
    if prove_blank and not _is_built(compiled):
        check_blank(lab, compiled.source, compiled.student[f"{lab.name}.ipynb"], compiled.bundle)
    committed = lab.solution.read_bytes() if lab.solution.is_file() else b""
    solved, executed = solve(lab, compiled.source, compiled.inputs, committed)
    written = (
        *write_tree(lab.student, compiled.student),
        *write_tree(lab.solution.parent, {lab.solution.name: solved}),
        *write_file(lab.bundle, compiled.bundle),
        *write_file(
            lab.release, pack({f"{lab.name}/{name}": data for name, data in compiled.student.items()})
        ),
    )
    return BuildReport(lab.name, written, executed, time.perf_counter() - start)


def _is_built(compiled: Compiled) -> bool:
    """Whether all that decides a blank notebook's score is there already; it was proven when it was written."""
    lab = compiled.lab
    same_bundle = lab.bundle.is_file() and lab.bundle.read_bytes() == compiled.bundle
    return same_bundle and read_tree(lab.student) == dict(compiled.student)


def build(
    labs: Sequence[Lab],
    course: Course,
    *,
    check: bool = False,
    prove_blank: bool = True,
    compiling: Callable[[Lab], Compiled] = compile_lab,
) -> list[BuildReport]:
    """Builds the labs in order. With `check`, all labs are looked at before anything is raised.

    `compiling` gives what is compared; with it, `check` can use what was compiled before.

    Raises: SourceError at the first faulty source; StaleError listing every stale, missing or extra file.
    """
    check_strays(course)
    if not check:
        return [build_lab(lab, prove_blank=prove_blank) for lab in labs]
    start = time.perf_counter()
    stale = {lab.name: _stale(compiling(lab)) for lab in labs}
    names = [name for name, lines in stale.items() if lines]
    lines = [line for found in stale.values() for line in found]
    unlisted = _unlisted(course)
    if lines or unlisted:
        mends = [f"Run: autograder build {' '.join(names)}"] if names else []
        mends += [f"Remove: {' '.join(unlisted)}"] if unlisted else []
        raise _stale_error([*lines, *(f"{name} (extra)" for name in unlisted)], "; ".join(mends))
    seconds = time.perf_counter() - start
    return [BuildReport(lab.name, (), False, seconds / len(labs)) for lab in labs]


def _stale(compiled: Compiled) -> list[str]:
    """The lab's committed files that differ from what its source builds; a solution's outputs may."""
    lab = compiled.lab
    lines = differences(lab.student, compiled.student)
    name = lab.solution.name
    committed = lab.solution.read_bytes() if lab.solution.is_file() else b""
    current = is_current(unexecuted(compiled.source, compiled.inputs), committed)
    wanted = {name: committed if current else b""}
    return lines + differences(lab.solution.parent, wanted)


def _unlisted(course: Course) -> list[str]:
    """Compiled folders of labs that the course does not have."""
    labs = {lab.name for lab in course.labs}
    folders = [path for room in ("student", "solutions") for path in sorted((course.root / room).glob("*"))]
    return [
        path.relative_to(course.root).as_posix()
        for path in folders
        if path.is_dir() and path.name not in labs and not path.name.startswith(".")
    ]


def _stale_error(lines: list[str], mend: str) -> StaleError:
    count = "1 file is" if len(lines) == 1 else f"{len(lines)} files are"
    return StaleError(f"{count} not as built: {', '.join(lines)}", mend=mend)
