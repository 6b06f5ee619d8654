"""The same class in containers and in the sandbox of this machine, test by test."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course import load_course
from autograder.gradebook import find_gradebook
from autograder.outcomes import Result
from autograder.sample import write_sample_class
from tests.containers.conftest import ROOT
from tests.faults.honest import write_class

pytestmark = pytest.mark.container


def graded(course: Path, lab: str, folder: Path, out: Path, engine: str) -> dict[str, Result]:
    arguments = ["grade", lab, str(folder), "-o", str(out), "--course", str(course), "--engine", engine]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    if engine != "local":
        assert f"each kernel in a container of its own: {engine}" in done.output
    with find_gradebook(out, lab).open() as book:
        return {entry.result.submission: entry.result for entry in book.current(lab)}


def verdicts(results: dict[str, Result]) -> dict[str, object]:
    return {
        name: (result.outcome, [(test.id, test.passed, test.points, test.message) for test in result.tests])
        for name, result in results.items()
    }


def test_ten_submissions(engine: str, built_mini: Path, tmp_path: Path) -> None:
    points = write_class(built_mini, tmp_path / "class", 10)
    by_engine = {
        name: graded(built_mini, "m01_mini", tmp_path / "class", tmp_path / name, name)
        for name in ("local", engine)
    }
    assert verdicts(by_engine[engine]) == verdicts(by_engine["local"])
    assert {name: result.score for name, result in by_engine[engine].items()} == points


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_ten_submissions_of_a_real_lab(engine: str, tmp_path: Path) -> None:
    lab = load_course(ROOT).lab("l03_2_dropout")
    if not lab.bundle.is_file():
        pytest.skip("the lab is not built: autograder build l03_2_dropout")
    write_sample_class(lab, tmp_path / "class", 10)
    both = [graded(ROOT, lab.name, tmp_path / "class", tmp_path / name, name) for name in ("local", engine)]
    local, contained = ({name: result.score for name, result in results.items()} for results in both)
    assert contained == local
    passed = [
        {(name, test.id): test.passed for name, result in results.items() for test in result.tests}
        for results in both
    ]
    assert passed[0] == passed[1]
