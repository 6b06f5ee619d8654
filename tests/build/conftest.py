"""A course of one lab, made from the mini course, that a test may spoil."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.build import build
from autograder.build.gate import check_lab
from autograder.course import Course, Lab, load_course
from autograder.errors import SourceError

MINI = Path(__file__).parents[1] / "course"


@dataclass
class MiniCourse:
    """A copy of the mini course in a folder of its own."""

    root: Path

    @property
    def course(self) -> Course:
        return load_course(self.root)

    @property
    def lab(self) -> Lab:
        return self.course.labs[0]

    def replace(self, old: str, new: str) -> int:
        """Replaces the one place where `old` stands in the lab's source; returns the line where it begins."""
        text = self.lab.source.read_text()
        assert text.count(old) == 1, f"{old!r} stands in {text.count(old)} places of the mini lab"
        self.lab.source.write_text(text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def cut(self, first: str, last: str) -> None:
        """Removes the source's text from where `first` stands to the end of the next `last`."""
        text = self.lab.source.read_text()
        start = text.index(first)
        self.lab.source.write_text(text[:start] + text[text.index(last, start) + len(last) :])


@pytest.fixture
def mini(tmp_path: Path) -> MiniCourse:
    """A fresh copy of the mini course's sources."""
    shutil.copytree(MINI / "assignments", tmp_path / "course" / "assignments")
    return MiniCourse(tmp_path / "course")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> MiniCourse:
    """The mini course, built once; not to be changed."""
    root = tmp_path_factory.mktemp("built") / "course"
    shutil.copytree(MINI / "assignments", root / "assignments")
    course = load_course(root)
    build(course.labs, course)
    return MiniCourse(root)


@pytest.fixture
def copy_of_built(built: MiniCourse, tmp_path: Path) -> MiniCourse:
    """A copy of the built mini course that a test may spoil."""
    shutil.copytree(built.root, tmp_path / "course")
    return MiniCourse(tmp_path / "course")


@pytest.fixture
def refused(mini: MiniCourse) -> Callable[[str, str, int | None, str], None]:
    """Checks that the gate refuses the mini lab after one replacement, in one line that names the place."""

    def check(old: str, new: str, below: int | None, message: str) -> None:
        line = mini.replace(old, new)
        with pytest.raises(SourceError, match=message) as caught:
            check_lab(mini.lab)
        assert "\n" not in str(caught.value)
        assert caught.value.mend
        place = re.fullmatch(r"\S+m01_mini\.py:(\d+)( \(cell \d+\))?", caught.value.where)
        assert place is not None, caught.value
        if below is not None:
            assert int(place.group(1)) == line + below, caught.value

    return check
