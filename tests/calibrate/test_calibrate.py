"""Calibrating a whole lab through the real engine, and by the command."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.calibrate.bounds import Summary
from autograder.cli import main
from autograder.course import Course, Lab

SEEDS = 4


def invoke(course: Course, *arguments: object) -> Result:
    given = ["calibrate", "dice", "--course", str(course.root), *(str(a) for a in arguments)]
    return CliRunner().invoke(main, given)


def change(lab: Lab, old: str, new: str) -> None:
    text = lab.source.read_text(encoding="utf-8")
    assert old in text
    lab.source.write_text(text.replace(old, new), encoding="utf-8")


def score(seed: int) -> float:
    """The reference's figure in one run."""
    return 0.9 + 0.01 * random.Random(3 + 1000 * (seed - 1)).gauss(0, 1)


def test_every_figure_is_what_its_seed_gives(course: Course, tmp_path: Path) -> None:
    file = tmp_path / "new" / "figures.csv"
    done = invoke(course, "--seeds", SEEDS, "--csv", file, "--jobs", 2)
    assert (done.exit_code, done.stderr) == (0, "")
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert list(rows[0]) == [
        "lab",
        "test",
        "figure",
        "case",
        "seed",
        "value",
        "sense",
        "threshold",
        "holds",
    ]
    assert {(row["lab"], row["case"].split("_")[-1]) for row in rows} == {
        ("dice", name) for name in ("reference", "unseeded", "unlucky", "gaps")
    }

    def of(case: str, figure: str) -> list[float]:
        chosen = [row for row in rows if (row["case"], row["figure"]) == (case, figure)]
        assert [row["seed"] for row in chosen] == (["1", "2", "3", "4"] if chosen else [])
        return [float(row["value"]) for row in chosen]

    own = [score(seed) for seed in range(1, SEEDS + 1)]
    assert of("reference", "score") == pytest.approx(own, abs=1e-12)
    assert of("reference", "gap") == pytest.approx([s - 1 for s in own], abs=1e-12)
    assert of("reference", "gap (2)") == pytest.approx([s - 2 for s in own], abs=1e-12)
    assert len(set(of("right/q2_unseeded", "score"))) == SEEDS
    offsets = range(0, 1000 * SEEDS, 1000)
    unlucky = [0.1 + random.Random(1 + offset).random() / 10 for offset in offsets]
    assert of("wrong/q2_unlucky", "score") == pytest.approx(unlucky, abs=1e-12)
    assert of("wrong/q2_no_gaps", "gap") == []
    holds = {(row["case"], row["figure"], row["holds"]) for row in rows}
    assert ("wrong/q2_unlucky", "score", "no") in holds
    assert ("wrong/q2_unlucky", "gap", "yes") in holds  # measured although the test before it should fail

    summary = Summary.of(own)
    for part in (
        "q2.test_score · score: at least 0.5\n",
        "q2.test_gaps · gap: below 0\n",
        "q2.test_gaps · gap (2): below 0\n",
        f"falls below {summary.lower:.4f} (k = {summary.factor:.2f}); in force: 0.5; "
        f"margin: {summary.lower - 0.5:.4f}\n",
        f"# 4 seeds of the reference: {min(own):.4f} to {max(own):.4f}, median {summary.median:.4f}; ",
        "4 runs are few",
        "3 thresholds, 4 seeds, 17 runs, ",
        "Meeker, Hahn, Escobar",
    ):
        assert part in done.stdout, done.stdout
    assert "double" not in done.stdout


def test_without_variants(course: Course) -> None:
    done = invoke(course, "--seeds", 2, "--no-variants")
    assert done.exit_code == 0
    assert "3 thresholds, 2 seeds, 3 runs, " in done.stdout
    assert "wrong/" not in done.stdout


def one_line(done: Result, *says: str) -> None:
    assert done.exit_code == 2
    assert done.stderr.startswith("autograder: ")
    assert done.stderr.count("\n") == 1
    for part in says:
        assert part in done.stderr


def test_a_lab_without_thresholds(course: Course, lab: Lab) -> None:
    change(lab, 'checks.at_least(score, 0.5, name="score", why="luck")', 'checks.number(score, name="score")')
    change(lab, 'checks.below(gap, 0, name="gap")', 'checks.number(gap, name="gap")')
    one_line(invoke(course), "dice: no test compares a measured figure with a threshold", "checks.at_least")


def test_a_reference_that_fails_for_another_reason(course: Course, lab: Lab) -> None:
    change(lab, "gaps = [score - 1, score - 2]", "gaps = [None, score]")
    one_line(invoke(course), "the reference fails q2.test_gaps", "autograder verify dice")


def test_an_unknown_lab_and_a_file_that_cannot_be_written(course: Course, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["calibrate", "no_lab", "--course", str(course.root)])
    one_line(done, "there is no lab 'no_lab'")
    done = invoke(course, "--seeds", 2, "--no-variants", "--csv", tmp_path)
    one_line(done, "can't be written", "--csv")
