"""`autograder grade` on the mini course: real notebooks in real kernels, from the command line."""

import csv
import json
import os
import shutil
import signal

import pytest

WAIT = "import time; time.sleep(0.3)"


def rows(out):
    with open(out / "grades.csv", newline="", encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_a_class_of_all_kinds(run, hand_in, tmp_path, built_course):
    hand_in("full")
    hand_in("raises", "raise ValueError('x')")
    hand_in("endless", "while True: pass")
    hand_in("dies", "import os; os._exit(1)")
    shutil.copy(built_course / "student" / "m01_mini" / "m01_mini.ipynb", tmp_path / "class" / "blank.ipynb")
    (tmp_path / "class" / "broken.ipynb").write_text("no notebook", encoding="utf-8")
    (tmp_path / "class" / "essay.pdf").touch()
    shutil.make_archive(str(tmp_path / "class" / "zipped"), "zip", built_course / "solutions" / "m01_mini")

    out = tmp_path / "out"
    done = run("grade", "m01_mini", tmp_path / "class", "-o", out)
    assert (done.exit_code, done.stderr) == (0, "")
    seen = {name: (row["total"], row["outcome"]) for name, row in rows(out).items()}
    assert seen == {
        "blank": ("0", "graded"),
        "broken": ("0", "unreadable"),
        "dies": ("0", "killed"),
        "endless": ("5", "timed out"),
        "essay": ("0", "unreadable"),
        "full": ("5", "graded"),
        "raises": ("5", "student code raised"),
        "zipped": ("5", "graded"),
    }
    assert list(rows(out)["full"]) == ["id", "q1", "q2", "total", "max", "percent", "outcome"]
    page = (out / "feedback" / "endless.html").read_text(encoding="utf-8")
    assert "Cell 1 ran longer than 3 s and was stopped." in page
    assert json.loads((out / "results" / "full.json").read_text(encoding="utf-8"))["score"] == 5
    assert "8/8 " in done.stdout
    assert "mean, median" in done.stdout
    for part in ("Grades:", "Feedback:", "Report:"):
        assert part in done.stdout
    assert str(out / "grades.csv") in done.stdout

    again = run("grade", "m01_mini", tmp_path / "class", "-o", out)
    assert "8 submissions, 8 known before" in again.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
def test_ctrl_c_leaves_what_is_done_and_the_same_command_goes_on(run, begin, hand_in, tmp_path):
    for number in range(8):
        hand_in(f"student{number}", WAIT)
    command = ("grade", "m01_mini", tmp_path / "class", "-o", tmp_path / "out", "--jobs", "2")
    process = begin(*command)
    for line in process.stdout:
        if line.startswith("2/8 "):
            break
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate(timeout=60)
    assert process.returncode == 130
    first, *others = err.splitlines()
    assert first.startswith("autograder: stopped. What is done is kept; to go on: autograder ")
    assert others == []
    done = 2 + rest.count("/8 ")
    assert done < 8

    again = run(*command)
    assert again.exit_code == 0
    known = int(again.stdout.split(" known before")[0].split()[-1])
    assert done <= known < 8
    assert [row["total"] for row in rows(tmp_path / "out").values()] == ["5"] * 8


def test_two_graders_at_once_on_one_gradebook(run, begin, hand_in, tmp_path):
    for number in range(4):
        hand_in(f"student{number}", WAIT)
    command = ("grade", "m01_mini", tmp_path / "class", "-o", tmp_path / "out", "--jobs", "1")
    grader = begin(*command)
    assert run(*command).exit_code == 0
    _, err = grader.communicate(timeout=120)
    assert (grader.returncode, err) == (0, "")
    assert [row["total"] for row in rows(tmp_path / "out").values()] == ["5"] * 4
