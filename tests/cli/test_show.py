"""`autograder show` and `autograder rerun`: what a TA sees of one student."""

import json
import shutil

import nbformat
import pytest

BREAKS = "def running_mean(values):\n    raise ValueError('[red]mine[/red] \\x1b[31m')\nprint('\\x1b[32mseen\\x1b[0m')"


@pytest.fixture(scope="module")
def graded(tmp_path_factory, built_course, solution):
    """A class of two in OUT: one full, one whose first answer raises."""
    from tests.cli.conftest import invoke

    folder = tmp_path_factory.mktemp("graded")
    cells = [*solution["cells"]]
    number = next(i for i, cell in enumerate(cells) if "def running_mean" in "".join(cell["source"]))
    cells[number] = {**cells[number], "source": BREAKS}
    cells.append({**cells[number], "id": "last", "source": "1 / 0"})
    (folder / "class").mkdir()
    for name, made in (("full", solution), ("breaks", {**solution, "cells": cells})):
        (folder / "class" / f"{name}.ipynb").write_text(json.dumps(made), encoding="utf-8")
    done = invoke("grade", "m01_mini", folder / "class", "-o", folder / "out", "--course", built_course)
    assert done.exit_code == 0, done.output
    return folder


def test_show_tells_outcome_failures_and_what_cells_showed(run, graded):
    done = run("show", "m01_mini", "breaks", "-o", graded / "out")
    assert (done.exit_code, done.stderr) == (0, "")
    text = " ".join(done.stdout.split())
    assert "student code raised · 3 of 5 points" in text
    assert "q1 0 / 2" in text
    assert "✗ test_" in text
    assert "hidden, 1 point" in text
    assert "[red]mine[/red]" in text  # no markup of rich's
    assert "seen" in text
    assert "ZeroDivisionError: division by zero" in text
    assert "\x1b[3" not in done.stdout


def test_show_of_a_full_notebook_has_no_failures(run, graded):
    done = run("show", "m01_mini", "full", "-o", graded / "out")
    assert "graded · 5 of 5 points" in done.stdout
    assert "✗" not in done.stdout


def test_show_finds_the_only_gradebook_below(run, graded, monkeypatch):
    for place in (graded, graded / "out"):
        monkeypatch.chdir(place)
        assert run("show", "m01_mini", "full").exit_code == 0


def test_what_cannot_be_shown_is_told_in_one_line(run, graded, tmp_path, monkeypatch):
    def refused(*arguments):
        done = run(*arguments)
        assert done.exit_code == 2
        assert done.stderr.count("\n") == 1
        return done.stderr

    assert "Did you mean 'breaks'?" in refused("show", "m01_mini", "break", "-o", graded / "out")
    assert "grades.csv has the ids" in refused("show", "m01_mini", "nobody", "-o", graded / "out")
    assert "holds no gradebook" in refused("show", "m01_mini", "full", "-o", tmp_path)
    assert not list(tmp_path.iterdir())
    monkeypatch.chdir(tmp_path)
    assert "no folder here holds a gradebook" in refused("show", "m01_mini", "full")
    for name in ("one", "two"):
        shutil.copytree(graded / "out", tmp_path / name)
    assert "2 folders here hold a gradebook: one, two" in refused("show", "m01_mini", "full")


def test_rerun_grades_again_as_stored_and_touches_nothing(run, graded):
    out = graded / "out"
    before = {path: path.read_bytes() for path in out.rglob("*") if path.suffix in (".csv", ".html", ".json")}
    done = run("rerun", "m01_mini", "breaks", "-o", out)  # found where it was
    assert (done.exit_code, done.stderr) == (0, "")
    assert "As stored in the gradebook." in done.stdout
    assert "3 of 5 points" in done.stdout
    assert {path: path.read_bytes() for path in before} == before
    assert not (out / "executed").exists()


def test_rerun_keeps_the_executed_notebook(run, graded):
    done = run("rerun", "m01_mini", "breaks", graded / "class", "-o", graded / "out", "--keep")
    path = graded / "out" / "executed" / "breaks.ipynb"
    assert str(path) in done.stdout.replace("\n", "")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any(output.get("ename") == "ZeroDivisionError" for output in outputs)
    assert any("seen" in output.get("text", "") for output in outputs)


def test_rerun_tells_when_the_file_has_changed(run, graded, solution, tmp_path):
    (tmp_path / "breaks.ipynb").write_text(json.dumps(solution), encoding="utf-8")
    done = run("rerun", "m01_mini", "breaks", tmp_path / "breaks.ipynb", "-o", graded / "out", "--new-inputs")
    text = " ".join(done.stdout.split())
    assert "The file has changed since it was graded." in text
    assert "Not as stored: student code raised, 3 of 5 → graded, 5 of 5" in text
    assert "failed → passed" in text


def test_rerun_of_a_file_that_is_gone_is_told_in_one_line(run, graded, tmp_path):
    (tmp_path / "a.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "b.ipynb").write_text("{}", encoding="utf-8")
    done = run("rerun", "m01_mini", "full", tmp_path, "-o", graded / "out")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "holds no submission of 'full'" in done.stderr
