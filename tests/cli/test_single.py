"""`autograder single`: one submission, no gradebook."""

import json
import zipfile
from contextlib import contextmanager

import nbformat
import pytest

from autograder.kernel import Kernels

FILES = {"results.json", "feedback.html", "executed.ipynb"}


@pytest.fixture
def single(run, tmp_path):
    def single(path, *more, lab="m01_mini"):
        done = run("single", lab, path, "-o", tmp_path / "out", *more)
        return done, json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))

    return single


@pytest.fixture
def solved(built_course):
    return built_course / "solutions" / "m01_mini" / "m01_mini.ipynb"


def test_a_notebook(single, hand_in, tmp_path):
    path = hand_in("mine", "print('seen')\nnp_missing")
    done, results = single(path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert (results["score"], results["extra_data"]["outcome"]) == (5, "student code raised")
    assert {entry.name for entry in (tmp_path / "out").iterdir()} == FILES
    assert "student code raised · 5 of 5 points" in done.stdout
    assert "np_missing" not in json.dumps(results)  # what code wrote and raised is for staff
    executed = nbformat.read(tmp_path / "out" / "executed.ipynb", as_version=4)
    nbformat.validate(executed)
    assert executed.cells[0].outputs[0].text == "seen\n"


def test_a_folder_with_an_export_in_a_folder_in_it(single, solved, tmp_path):
    top = tmp_path / "submission"
    (top / "deeper").mkdir(parents=True)
    with zipfile.ZipFile(top / "deeper" / "m01_mini_2026_03_01T10_00_00.zip", "w") as export:
        export.write(solved, "m01_mini.ipynb")
        export.writestr(".OTTER_LOG", b"")
    (top / "notes.txt").write_text("mine", encoding="utf-8")
    done, results = single(top)
    assert (done.exit_code, results["score"]) == (0, 5)


@pytest.mark.parametrize("kind", ["nothing", "two", "other lab", "damaged", "essay"])
def test_what_cannot_be_graded_is_told_to_the_student(single, solved, tmp_path, kind):
    top = tmp_path / "submission"
    top.mkdir()
    if kind == "two":
        text = solved.read_text(encoding="utf-8")
        (top / "one.ipynb").write_text(text, encoding="utf-8")
        (top / "two.ipynb").write_text(text.replace("values", "numbers"), encoding="utf-8")
    if kind == "other lab":
        text = solved.read_text(encoding="utf-8").replace('"m01_mini"', '"m02_other"')
        (top / "m02_other.ipynb").write_text(text, encoding="utf-8")
    if kind == "damaged":
        (top / "m01_mini.ipynb").write_text("{", encoding="utf-8")
    if kind == "essay":
        (top / "essay.pdf").touch()
    says = {
        "nothing": "There is no notebook (.ipynb) among the files",
        "two": "There are 2 notebooks, and which is the lab's can't be told",
        "other lab": "This is the notebook of the lab m02_other, but should be that of m01_mini.",
        "damaged": "The file is not a notebook",
        "essay": "This is a .pdf file, but should be the lab's notebook",
    }[kind]
    done, results = single(top)
    assert done.exit_code == 0
    assert (results["score"], results["extra_data"]["outcome"]) == (0, "unreadable")
    assert says in results["output"]
    assert "\n" not in results["output"]
    page = (tmp_path / "out" / "feedback.html").read_text(encoding="utf-8")
    assert says.split("'")[0] in page
    assert "unreadable" in done.stdout


def test_whose_it_is_and_when_it_was_due(single, tmp_path):
    metadata = tmp_path / "submission_metadata.json"
    users = [{"email": "ada@example.edu", "id": 17, "name": "Ada Doe"}]
    told = {
        "id": 5,
        "created_at": "2026-03-02T12:00:00.000000-08:00",
        "assignment": {"due_date": "2026-03-01T23:00:00.000000-08:00", "total_points": "5.0"},
        "users": users,
    }
    metadata.write_text(json.dumps(told), encoding="utf-8")
    (tmp_path / "submission").mkdir()
    done, results = single(tmp_path / "submission", "--metadata", metadata)
    assert (done.exit_code, results["score"]) == (0, 0)
    assert results["output"].endswith("Handed in 1 day late.")
    assert "Ada Doe <ada@example.edu>" in done.stdout
    assert "Ada Doe" in (tmp_path / "out" / "feedback.html").read_text(encoding="utf-8")


def no_score(results):
    assert "score" not in results
    assert "tests" not in results
    assert results["extra_data"]["outcome"] == "our fault"
    assert results["output"].startswith("Something broke on our side")


def test_what_we_cannot_do_is_no_zero(single, hand_in, tmp_path):
    path = hand_in("mine")
    done, results = single(path, "--engine", "ray")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    no_score(results)
    done, results = single(tmp_path / "nowhere")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    no_score(results)
    assert "there is no such file or folder" in done.stderr
    assert "nowhere" not in json.dumps(results)
    assert not (tmp_path / "out" / "executed.ipynb").exists()


def test_our_fault_after_all_tries_is_no_zero(single, hand_in, monkeypatch, tmp_path):
    @contextmanager
    def lost(*_):
        yield Kernels(str(tmp_path / "nobody"), 1, ())

    monkeypatch.setattr("autograder.single.kernels_of", lost)
    done, results = single(hand_in("mine"))
    assert (done.exit_code, done.stderr) == (1, "")
    no_score(results)
    assert "our fault · no score" in done.stdout
    assert "Try 3:" in done.stdout
    assert "nobody" not in json.dumps(results)


def test_outputs_without_end_are_left_out(single, hand_in, tmp_path):
    done, results = single(hand_in("loud", "for _ in range(20): print('x' * (1 << 20), flush=True)"))
    assert (done.exit_code, results["score"]) == (0, 5)
    executed = tmp_path / "out" / "executed.ipynb"
    assert executed.stat().st_size < 24 << 20
    outputs = nbformat.read(executed, as_version=4).cells[0].outputs
    assert "the rest is left out" in outputs[-1].text
