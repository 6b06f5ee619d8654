"""Finds the gradebook of an output folder: the file in it, or the database that this file names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import CourseError
from autograder.gradebook.book import Gradebook
from autograder.gradebook.place import Place
from autograder.submissions import GRADEBOOK

_ELSEWHERE, _CLASS, _LAB = "gradebook", "class", "lab"  # what the folder's own file notes


@dataclass(frozen=True)
class Shelf:
    """Where one class's grades are. `notes` is the folder's own file, where that only says where they are."""

    place: Place
    class_name: str = ""
    notes: Path | None = field(default=None, compare=False)

    @property
    def title(self) -> str:
        """What to call it where people read; nothing secret is in it."""
        return f"{self.place.title}, class {self.class_name}" if self.class_name else self.place.title

    @property
    def exists(self) -> bool:
        """Whether something may be in it, without touching it."""
        return self.place.path is None or self.place.path.is_file()

    @contextmanager
    def open(self) -> Iterator[Gradebook]:
        with Gradebook(self.place, self.class_name) as book:
            yield book

    def settle(self, lab: str) -> None:
        """Makes the output folder remember where its grades are, and of which lab. Raises: CourseError."""
        if self.notes is not None:
            with Gradebook(self.notes) as own:
                url = self.place.bare.render_as_string()
                own.note(**{_ELSEWHERE: url, _CLASS: self.class_name, _LAB: lab})


def find_gradebook(out: Path, lab: str = "", *, url: str = "", class_name: str = "") -> Shelf:
    """Where the grades of a lab go whose reports are in a folder: what was said once is remembered there.

    Raises: CourseError where that can't be: another lab's or another class's grades are there.
    """
    own = out / GRADEBOOK
    place = Place.of(url) if url else None
    if place is not None and place.path is not None and place.path.absolute() == own.absolute():
        place = None
    before = _remembered(own, lab)
    if before is not None and (place is None or place.bare == before.place.bare):
        return _as_before(before, place, class_name)
    if place is None:
        if class_name:
            mend = "Leave it out, or name a database of many classes with --gradebook, too"
            raise CourseError("a folder's own gradebook holds one class, which needs no name", mend=mend)
        return Shelf(Place.of(own))
    if before is not None:
        raise _kept_elsewhere(out, before.title)
    if own.is_file() and _holds_grades(own):
        raise _kept_elsewhere(out, str(own))
    if not class_name:
        mend = (
            "Say which class this is with --class-name: a database may hold many, with the same students' ids"
        )
        raise CourseError("the class has no name", where=place.title, mend=mend)
    return Shelf(place, class_name, own)


def _as_before(before: Shelf, place: Place | None, class_name: str) -> Shelf:
    """The remembered one, by the URL as given now, which may have a password."""
    if class_name not in ("", before.class_name):
        raise CourseError(
            f"the reports of another class, {before.class_name}, lie here",
            where=str(before.notes and before.notes.parent),
            mend="Name another folder with -o",
        )
    return Shelf(place or before.place, before.class_name, before.notes)


def _kept_elsewhere(out: Path, title: str) -> CourseError:
    mend = "Leave --gradebook out, or name another folder with -o"
    return CourseError(f"the grades of this folder are kept in {title}", where=str(out), mend=mend)


def _remembered(own: Path, lab: str) -> Shelf | None:
    """What the folder's own file says, if there is one. Raises: CourseError where it is another lab's."""
    if not own.is_file():
        return None
    with Gradebook(own) as book:
        notes = book.about()
        labs = [notes[_LAB]] if _LAB in notes else book.labs()
    others = [name for name in labs if lab not in ("", name)]
    if others:
        mend = f"Name a folder of its own for {lab} with -o"
        raise CourseError(f"holds the grades of another lab, {others[0]}", where=str(own.parent), mend=mend)
    return Shelf(Place.of(notes[_ELSEWHERE]), notes[_CLASS], own) if _ELSEWHERE in notes else None


def _holds_grades(own: Path) -> bool:
    with Gradebook(own) as book:
        return bool(book.holdings())
