"""Runs one student's notebook again, as it was graded, and leaves it executed for reading; no grade is touched."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from autograder.bundle import Bundle
from autograder.course import Lab, Limits
from autograder.engines import Engine
from autograder.errors import CourseError
from autograder.executed import write_executed
from autograder.grade import grade
from autograder.gradebook import Entry, find_gradebook
from autograder.graders import kernels_of
from autograder.people import HandIn
from autograder.report.files import not_written
from autograder.show import differences, find_entry, find_out, print_result
from autograder.submissions import Submission, Wanted, collect
from autograder.task import fairly

EXECUTED = "executed"


def rerun(
    lab: Lab,
    student: str,
    paths: Sequence[Path],
    out: Path | None,
    *,
    keep: bool,
    new_inputs: bool,
    engine: Engine,
    console: Console,
) -> None:
    """Grades a student's submission once more and prints what came of it, beside what is stored.

    `paths` is where to look for it, by default where it was found. The tests draw the inputs of the stored
    run, or new ones with `new_inputs`. With `keep` the executed notebook stays in `executed/` of the folder.
    Raises: CourseError where the submission is no longer found.
    """
    bundle = Bundle.read(lab.bundle)
    bundle.check_kit(lab.bundle)
    folder = find_out(out)
    with find_gradebook(folder, lab.name).open() as book:
        entry, hand_in = find_entry(book, lab, student)
    submission = _find(entry, hand_in, paths, Wanted(lab.name, bundle.questions))
    limits = Limits.of(lab)
    notebooks: list[Any] = []
    seed = None if new_inputs else entry.result.seed or None
    engine.check()
    with kernels_of(engine, lab) as kernels:
        console.print(Text(kernels.description, style="dim"))
        result = fairly(
            grade, submission, bundle, limits, kernels, seed=seed, keep=notebooks.append if keep else None
        )
    print_result(lab, result, hand_in, console)
    console.print()
    if entry.key.digest != submission.digest:
        console.print(Text("The file has changed since it was graded.", style="yellow"))
    changes = differences(entry.result, result)
    told = "Not as stored: " + "; ".join(changes) if changes else "As stored in the gradebook."
    console.print(Text(told, style="yellow" if changes else "green"))
    if keep:
        console.print(Text(_keep(folder, result.submission, notebooks)))


def _keep(folder: Path, name: str, notebooks: Sequence[Any]) -> str:
    if not notebooks:
        return "There is no notebook to keep: it could not be read."
    path = folder / EXECUTED / f"{name}.ipynb"
    try:
        write_executed(path, notebooks[-1])
    except OSError as error:
        raise not_written(error, path) from None
    return f"Executed notebook: {path}"


def _find(entry: Entry, hand_in: HandIn, paths: Sequence[Path], wanted: Wanted) -> Submission:
    """The submission that was graded; where that has changed, the one of the same id."""
    name = entry.key.submission
    places = list(paths) or ([Path(hand_in.path)] if hand_in.path else [])
    if not places:
        mend = "Name the file, or the folder or zip that holds it, behind the student"
        raise CourseError(f"where {name!r} was handed in is not known", mend=mend)
    found = list(collect(places, keep="best", wanted=wanted).submissions)
    same = [s for s in found if s.digest == entry.key.digest] or [s for s in found if s.id == name]
    if not same and len(found) == 1 and paths:
        same = found
    if not same:
        mend = "Name the file, or the folder or zip that holds it, behind the student"
        raise CourseError(f"holds no submission of {name!r}", where=", ".join(map(str, places)), mend=mend)
    return dataclasses.replace(same[0], id=name)
