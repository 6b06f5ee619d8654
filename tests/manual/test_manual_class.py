"""A class with a question that people read, from the command line: graded, read, merged, handed in again.

One test runs notebooks in kernels; the others only read them.
"""

from __future__ import annotations

import csv
import json
import shutil
from contextlib import nullcontext
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from autograder.cli import main

LAB = "m01_mini"
HEAD = "submission,question,points,out_of,comment\n"


@pytest.fixture
def hand_in(tmp_path, built):
    """Writes a student's notebook as handed out, with that answer to q3."""

    def hand_in(name, text):
        notebook = nbformat.read(built.lab.student / f"{LAB}.ipynb", as_version=4)
        (cell,) = [c for c in notebook.cells if c.id in built.bundle.manual["q3"].cells]
        cell.source = text
        path = tmp_path / "class" / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        nbformat.write(notebook, path)
        return path

    return hand_in


@pytest.fixture
def grade_for_real(tmp_path, built):
    def grade(*manual, what="class"):
        options = [str(part) for path in manual for part in ("--manual", path)]
        arguments = ["grade", LAB, tmp_path / what, "-o", tmp_path / "out", "--course", built.root, *options]
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return grade


@pytest.fixture
def grade(grade_for_real, built, monkeypatch):
    """The same, but for the kernels."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    from answer_task import AnswerTask  # as workers, who take over our path, import it

    from autograder.graders import LocalGrader

    grader = LocalGrader("1", lambda: nullcontext(AnswerTask(built.bundle)))
    monkeypatch.setattr("autograder.progress.make_grader", lambda *args, **kwargs: grader)
    return grade_for_real


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def scores(tmp_path):
    def write(text):
        path = tmp_path / "scores.csv"
        path.write_text(HEAD + text, encoding="utf-8")
        return path

    return write


def rows(out):
    with open(out / "grades.csv", newline="", encoding="utf-8") as file:
        return {
            row["id"]: (row["q3"], row["total"], row["unread"], row["status"]) for row in csv.DictReader(file)
        }


def snapshot(folder):
    """Every file's bytes, but for what SQLite keeps for itself while the gradebook is open."""
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("gradebook")
    }


def test_a_class_is_graded_read_and_merged_without_grading_again(grade_for_real, hand_in, out, scores):
    grade = grade_for_real
    hand_in("alice", "Because of the <b>units</b>.")
    hand_in("bob", "_Type your answer here, replacing this text._")
    hand_in("carol", "Units.")
    done = grade()
    assert (done.exit_code, done.stderr) == (0, "")
    told = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert {"answers to be read 2", "no answer 1"} <= set(told)
    assert f"To read: {out / 'manual.html'}" in told
    assert rows(out) == {
        "alice": ("", "0", "2.5", "to be read"),
        "bob": ("0", "0", "0", "complete"),
        "carol": ("", "0", "2.5", "to be read"),
    }
    assert "Because of the &lt;b&gt;units&lt;/b&gt;." in (out / "manual.html").read_text(encoding="utf-8")

    done = grade(scores('alice,q3,1.5,2.5,"Good,\nbut <why>?"\nbob,q3,,2.5,\n'))
    assert "3 submissions, 3 known before" in done.stdout
    assert rows(out) == {
        "alice": ("1.5", "1.5", "0", "complete"),
        "bob": ("0", "0", "0", "complete"),
        "carol": ("", "0", "2.5", "to be read"),
    }
    assert "but &lt;why&gt;?" in (out / "feedback" / "alice.html").read_text(encoding="utf-8")
    assert json.loads((out / "results" / "alice.json").read_text(encoding="utf-8"))["score"] == 1.5
    assert 'value="1.5"' in (out / "manual.html").read_text(encoding="utf-8")

    before = snapshot(out)
    assert grade(out / "manual.csv").exit_code == 0  # what was merged can be merged again
    assert snapshot(out) == before


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("zoe,q3,1,2.5,\n", "scores.csv:3: there is no submission 'zoe'"),
        ("alice,q1,1,2,\n", "scores.csv:3: people read no question 'q1'"),
        ("alice,q3,2.6,2.5,\n", "scores.csv:3: 2.6 points are out of range. Give from 0 to 2.5 points"),
        ("alice,q3,a lot,2.5,\n", "scores.csv:3: 'a lot' is no number of points"),
    ],
)
def test_nothing_is_written_when_anything_is_refused(grade, hand_in, out, scores, row, message):
    hand_in("alice", "Units.")
    table = scores("alice,q3,1,2.5,\n" + row)
    refused = grade(table)
    assert refused.exit_code == 2
    assert message in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert not out.exists()

    assert grade().exit_code == 0
    before = snapshot(out)
    hand_in("alice", "Other units.")
    assert grade(table).exit_code == 2
    assert snapshot(out) == before
    assert grade(what="class").exit_code == 0
    assert rows(out)["alice"] == ("", "5", "2.5", "to be read")


def test_no_score_is_lost_when_answers_change(grade, hand_in, out, scores):
    hand_in("alice", "Units.")
    grade(scores("alice,q3,1,2.5,First.\n"))
    assert rows(out)["alice"] == ("1", "6", "0", "complete")

    hand_in("alice", "Units, and so on.")
    done = grade()
    assert rows(out)["alice"] == ("1", "6", "0", "to be read again")
    assert "answers to be read again" in done.stdout
    assert "1 of 2.5 points stand until you give others." in (out / "manual.html").read_text(encoding="utf-8")
    with open(out / "manual.csv", newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["points"], row["comment"]) == ("", "")

    grade(scores("alice,q3,2.5,2.5,Second.\n"))
    assert rows(out)["alice"] == ("2.5", "7.5", "0", "complete")
    hand_in("alice", "Units.  \n")  # the text that was read first
    grade()
    assert rows(out)["alice"] == ("1", "6", "0", "complete")
    assert "First." in (out / "feedback" / "alice.html").read_text(encoding="utf-8")


def test_a_score_counts_for_the_text_that_was_read(grade, hand_in, out, tmp_path):
    hand_in("alice", "Units.")
    grade()
    table = tmp_path / "read.csv"
    shutil.copy(out / "manual.csv", table)
    table.write_text(table.read_text().replace("alice,q3,,", "alice,q3,2,"))
    hand_in("alice", "Something else.")  # handed in while somebody was reading
    grade(table)
    assert rows(out)["alice"] == ("2", "7", "0", "to be read again")


def test_those_not_given_again_can_still_be_scored(grade, hand_in, out, scores, tmp_path):
    hand_in("alice", "Units.")
    grade()
    (tmp_path / "class" / "alice.ipynb").unlink()
    hand_in("bob", "Units.")
    assert grade(scores("alice,q3,2,2.5,\n")).exit_code == 0
    assert rows(out)["alice"] == ("2", "7", "0", "complete")


def test_a_table_that_somebody_fills_in_is_not_written_over(grade, hand_in, out):
    hand_in("alice", "Units.")
    grade()
    table = out / "manual.csv"
    filled = table.read_text().replace("alice,q3,,", "alice,q3,2,")
    table.write_text(filled)
    hand_in("bob", "Both.")
    done = grade()
    assert (
        f"{table} was left as it is: it holds scores that are not merged. Add: --manual {table}"
        in done.stdout
    )
    assert table.read_text() == filled
    done = grade(table)
    assert "was left as it is" not in done.stdout
    assert rows(out)["alice"] == ("2", "7", "0", "complete")
    assert "bob,q3" in table.read_text()
