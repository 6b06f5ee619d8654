"""`autograder grade` on what Canvas, Moodle and Gradescope give, with a class list."""

import csv
import json

import pytest

from tests.submissions.making import (
    canvas,
    canvas_roster,
    gradescope,
    moodle,
    moodle_roster,
    plain_roster,
    pupils,
    write_zip,
)

LAB = "m01_mini"
CLASS = pupils(5)
LISTS = {"canvas": canvas_roster, "moodle": moodle_roster, "gradescope": plain_roster}
MAKERS = {"canvas": canvas, "moodle": moodle, "gradescope": gradescope}


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def work(solution):
    """Notebooks of all but the last two."""
    content = json.dumps(solution).encode()
    return dict.fromkeys(CLASS[:-2], content)


@pytest.mark.parametrize("kind", LISTS)
def test_a_class_and_its_list(run, tmp_path, work, kind):
    path = write_zip(tmp_path / f"{kind}.zip", MAKERS[kind](work, LAB))
    roster = tmp_path / "class.csv"
    roster.write_text(LISTS[kind](CLASS), encoding="utf-8", newline="")
    out = tmp_path / "out"
    done = run("grade", LAB, path, "-o", out, "--roster", roster)
    assert (done.exit_code, done.stderr) == (0, "")
    assert (
        f"{path}: {'Gradescope export' if kind == 'gradescope' else f'{kind.title()} download'}, "
        in done.stdout
    )
    assert "5 on the roster, 2 handed in nothing: " in done.stdout
    outcomes = [row["outcome"] for row in rows(out / "grades.csv")]
    assert sorted(outcomes) == ["graded"] * 3 + ["not handed in"] * 2
    assert not (out / "left-out.csv").exists()


def test_what_is_left_out_is_told_and_listed(run, tmp_path, work):
    entries = {**canvas(work, LAB), "=notes.txt": b"x", "roemax_99_text.html": b"<p>sorry</p>"}
    path = write_zip(tmp_path / "submissions.zip", entries)
    out = tmp_path / "out"
    done = run("grade", LAB, path, "-o", out)
    assert "=notes.txt: not named as Canvas names" in done.stdout
    assert [row["name"] for row in rows(out / "left-out.csv")] == [
        "'=notes.txt",
        "roemax_99_text.html",
    ]
    assert {row["id"]: row["outcome"] for row in rows(out / "grades.csv")}["roemax_99"] == "unreadable"

    clean = write_zip(tmp_path / "clean.zip", canvas(work, LAB))
    run("grade", LAB, clean, "-o", out)
    assert not (out / "left-out.csv").exists()


def test_the_best_of_several_attempts(run, tmp_path, solution, built_course):
    blank = (built_course / "student" / LAB / f"{LAB}.ipynb").read_bytes()
    entries = {
        f"doejane_1_10_{LAB}.ipynb": json.dumps(solution).encode(),
        f"doejane_LATE_1_11_{LAB}-1.ipynb": blank,
    }
    path = write_zip(tmp_path / "submissions.zip", entries)
    totals = {}
    for keep in ("best", "last"):
        done = run("grade", LAB, path, "-o", tmp_path / keep, "--keep", keep)
        assert f"1 handed in again (the {keep} counts)" in done.stdout
        totals[keep] = [row["total"] for row in rows(tmp_path / keep / "grades.csv")]
    assert totals == {"best": ["5"], "last": ["0"]}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--format", "moodle"), "this is no Moodle download. Leave --format out"),
        (("--roster", "nowhere.csv"), "nowhere.csv: can't be read"),
    ],
)
def test_mistakes_are_told_in_a_line_and_nothing_is_written(run, tmp_path, work, options, says):
    path = write_zip(tmp_path / "submissions.zip", canvas(work, LAB))
    done = run("grade", LAB, path, "-o", tmp_path / "out", *options)
    assert done.exit_code == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
