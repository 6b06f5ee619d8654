"""A test is mended and the lab built anew: real notebooks in real kernels, from the command line."""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.gradebook import Gradebook
from autograder.outcomes import Result
from tests.faults.honest import write_class

MINI = Path(__file__).parents[1] / "course"
STRICT = "    assert np.array_equal(X, before), "
LENIENT = "    assert X.shape == before.shape, "

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the kernels of these tests are forked")


def autograder(*arguments: object) -> str:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exit_code in (0, 1), done.output
    return done.output


def rebuild(root: Path, old: str, new: str) -> None:
    source = root / "assignments" / "m01_mini" / "m01_mini.py"
    text = source.read_text(encoding="utf-8")
    assert text.count(old) == 1
    source.write_text(text.replace(old, new), encoding="utf-8")
    autograder("build", "--course", root)


def results(out: Path) -> dict[str, Result]:
    with Gradebook(out / "gradebook.sqlite") as book:
        return {entry.key.submission: entry.result for entry in book.current("m01_mini")}


def test_only_what_the_change_touches_runs_again(tmp_path: Path) -> None:
    root, out = tmp_path / "course", tmp_path / "out"
    shutil.copytree(MINI / "assignments", root / "assignments")
    autograder("build", "--course", root)
    points = write_class(root, tmp_path / "class", 5)
    grade = ("grade", "m01_mini", tmp_path / "class", "-o", out, "--course", root)
    autograder(*grade)
    first = results(out)
    assert {name: result.score for name, result in first.items()} == points
    shutil.copytree(out, tmp_path / "before")

    rebuild(root, STRICT, LENIENT)
    said = autograder(*grade)
    assert "of these in part 5, only q2" in " ".join(said.split())
    second = results(out)
    gained = sorted(name for name in first if second[name].score > first[name].score)
    for name, result in second.items():
        assert result.questions[0] == first[name].questions[0]  # as it was, times included
        assert result.seed == first[name].seed
    assert f"Changed by regrading: {len(gained)} of 5. {gained[0]} 4 → 5" in said
    assert "Tests that flipped: q2.test_input_is_unchanged" in said
    with (out / "changes.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == gained
    assert "5 submissions, 5 known before" in autograder(*grade)
    assert gained[0] in autograder("diff", tmp_path / "before", out)

    rebuild(root, "# Two questions that take no time.", "# Two questions that take no time at all.")
    assert "5 submissions, 5 known before" in autograder(*grade)
    assert results(out) == second
