"""A made-up class: every kind of notebook is in it, and grading it gives what each kind deserves."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from autograder.course import load_course
from autograder.errors import CourseError
from autograder.sample import BROKEN, is_honest, write_sample_class

MINI = load_course(Path(__file__).parent / "course").lab("m01_mini")


def test_every_kind_and_every_variant_is_in_the_class(tmp_path: Path) -> None:
    paths = write_sample_class(MINI, tmp_path / "class", 12)
    assert len(paths) == 12
    assert {"blank", "full", *BROKEN} <= {path.stem for path in paths}
    text = "".join(path.read_text() for path in paths if path.stem.startswith("student"))
    variants = list(MINI.variants.rglob("*.py"))
    assert variants
    for variant in variants:
        code = [
            line for line in variant.read_text().splitlines() if line.strip() and not line.startswith("#")
        ]
        assert nbformat.v4.new_code_cell(code[-1]).source.strip().replace('"', '\\"') in text, variant.name


def test_all_but_the_broken_ones_are_notebooks_of_the_lab(tmp_path: Path) -> None:
    paths = write_sample_class(MINI, tmp_path / "class", 8)
    for path in paths:
        if path.stem != "unreadable":
            notebook = nbformat.read(path, as_version=4)
            nbformat.validate(notebook)
            assert notebook.metadata.otter.assignment_name == "m01_mini"
    assert {path.stem for path in paths if not is_honest(path)} == {"endless_loop", "unreadable"}


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(CourseError, match="not empty"):
        write_sample_class(MINI, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
