"""The mini course with a third question, that people read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.build import build
from autograder.bundle import Bundle
from autograder.course import Course, Lab, load_course

MINI = Path(__file__).parents[1] / "course"

QUESTION = """\
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 2.5
# manual: true

# %% [markdown]
# ## Question 3: why
#
# Why does `standardise` divide by the *deviation*? What if it is < 1?

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# So that columns of different units weigh the same in whatever comes next.
#
# **Rubric**
#
# - 1 point: says that the columns' units differ,
#   and that a distance would mix them.
# - 1.5 points: says what weighs the same afterwards.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

"""
LAST = "# %% [markdown]\n# That is all."


@dataclass
class ManualCourse:
    """A copy of the mini course in a folder of its own, with the manual question before its last cell."""

    root: Path

    @property
    def course(self) -> Course:
        return load_course(self.root)

    @property
    def lab(self) -> Lab:
        return self.course.labs[0]

    @property
    def bundle(self) -> Bundle:
        return Bundle.read(self.lab.bundle)

    def replace(self, old: str, new: str) -> int:
        """Replaces the one place where `old` stands in the lab's source; returns the line where it begins."""
        text = self.lab.source.read_text()
        assert text.count(old) == 1, f"{old!r} stands in {text.count(old)} places of the lab"
        self.lab.source.write_text(text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1


def make_course(root: Path) -> ManualCourse:
    shutil.copytree(MINI / "assignments", root / "assignments")
    made = ManualCourse(root)
    made.replace(LAST, QUESTION + LAST)
    manifest = root / "assignments" / "course.toml"
    manifest.write_text(manifest.read_text().replace("points = 5", "points = 7.5"))
    return made


@pytest.fixture
def course(tmp_path: Path) -> ManualCourse:
    """A fresh copy of the sources, to spoil."""
    return make_course(tmp_path / "course")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> ManualCourse:
    """The course, built once; not to be changed."""
    made = make_course(tmp_path_factory.mktemp("manual") / "course")
    build(made.course.labs, made.course)
    return made


Edit = Callable[[list[dict[str, object]]], object]
