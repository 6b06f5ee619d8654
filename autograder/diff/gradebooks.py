"""Reads two gradings of a lab from wherever they are, and compares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from autograder.diff.changes import Diff, Standing, compare, standings
from autograder.diff.table import diff_csv, names_of
from autograder.diff.terminal import print_diff
from autograder.errors import CourseError
from autograder.gradebook import Gradebook, Place, Shelf, find_gradebook
from autograder.report.files import write_file
from autograder.submissions import GRADEBOOK

_MEND = "Name an output folder of autograder grade, its gradebook, or a URL"


@dataclass(frozen=True)
class Grades:
    """One grading of one lab: how everyone stands, by id, and what to call them."""

    lab: str
    title: str
    students: Mapping[str, Standing]
    names: Mapping[str, str] = field(default_factory=dict)


def diff_and_tell(
    old: str, new: str, *, lab: str, class_name: str, csv: Path | None, console: Console
) -> bool:
    """Prints what differs, and writes it to a table if asked; whether nothing does.

    Raises: CourseError for what can't be read, compared, or written.
    """
    before, after = (read_grades(where, lab=lab, class_name=class_name) for where in (old, new))
    found = diff(before, after)
    names = {**before.names, **after.names}
    print_diff(found, before.title, after.title, names, console)
    if csv is not None:
        try:
            write_file(csv, diff_csv(found, names))
        except OSError as error:
            mend = "Name another file with --csv"
            raise CourseError(f"can't be written ({error.strerror})", where=str(csv), mend=mend) from None
    return found.equal


def diff(old: Grades, new: Grades) -> Diff:
    """Raises: CourseError when they are of different labs."""
    if old.lab != new.lab:
        what = f"holds {new.lab}, but {old.title} holds {old.lab}"
        raise CourseError(what, where=new.title, mend="Compare gradings of one lab")
    return compare(old.students, new.students)


def read_grades(where: str, *, lab: str = "", class_name: str = "") -> Grades:
    """From a folder, a file or a URL; `lab` and `class_name` choose where a gradebook holds several.

    Raises: CourseError when there is none, or when it holds several and none, or none of these, was chosen.
    """
    shelf = _shelf(where, class_name)
    with Gradebook(shelf.place) as book:
        pairs = book.holdings()
    chosen = [p for p in pairs if lab in ("", p[1]) and shelf.class_name in ("", p[0])]
    if len(chosen) != 1:
        raise _not_one(shelf.title, pairs, chosen)
    name, lab = chosen[0]
    with Gradebook(shelf.place, name) as book:
        results = [entry.result for entry in book.current(lab)]
        names = names_of(book.hand_ins(lab))
        students = standings(results, book.marks(lab))
    return Grades(lab, shelf.title if "://" in where else where, students, names)


def _shelf(where: str, class_name: str) -> Shelf:
    if "://" in where:
        return Shelf(Place.of(where), class_name)
    path = Path(where)
    own = path / GRADEBOOK if path.is_dir() else path
    if not own.is_file():
        raise CourseError("there is no gradebook", where=str(own), mend=_MEND)
    return find_gradebook(path, class_name="") if path.is_dir() else Shelf(Place.of(path), class_name)


def _not_one(title: str, pairs: list[tuple[str, str]], chosen: list[tuple[str, str]]) -> CourseError:
    if not pairs:
        return CourseError("the gradebook holds no grades yet", where=title, mend=_MEND)
    known = "; ".join(f"{lab} of {name or 'a class without a name'}" for name, lab in chosen or pairs)
    what = "the gradebook holds several" if chosen else "the gradebook holds no such class or lab"
    return CourseError(what, where=title, mend=f"Choose with --lab and --class-name: {known}")
