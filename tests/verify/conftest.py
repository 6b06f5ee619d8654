"""The mini course, and what building it gives, without building it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.build import read_source
from autograder.bundle import Bundle
from autograder.course import Course, Lab, load_course
from autograder.verify.built import Built
from autograder.verify.compose import compose_reference

COURSE = Path(__file__).parents[1] / "course"

Q1 = """
from otter.test_files import test_case
OK_FORMAT = False
name = "q1"
points = 2

@test_case(points=None, hidden=False)
def test_length(running_mean):
    ...

@test_case(points=1, hidden=True, failure_message="Work it out.")
def test_means_of_prefixes(running_mean):
    ...
"""

Q2 = """
from otter.test_files import test_case
OK_FORMAT = False
name = "q2"
points = 3

@test_case(points=None, hidden=False)
def test_standard_heights(standard_heights):
    ...

@test_case(points=None, hidden=True)
def test_columns_have_mean_0_and_deviation_1(standardise):
    ...

@test_case(points=None, hidden=True)
def test_input_is_unchanged(standardise):
    ...
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A copy of the mini course, to change at will."""
    shutil.copytree(COURSE, tmp_path / "course")
    return load_course(tmp_path / "course")


@pytest.fixture
def lab(course: Course) -> Lab:
    return course.lab("m01_mini")


@pytest.fixture
def built(lab: Lab) -> Built:
    """As building gives it, but for the tests' bodies: what grades here is scripted."""
    source = read_source(lab.source)
    bundle = Bundle(lab.name, {"q1": Q1, "q2": Q2}, {}, "digest")
    return Built(source, bundle, compose_reference(source), b"{}")
