"""Building the mini course: what is written, that it is always the same, and that `check` notices changes."""

import dataclasses
import io
import json
import shutil
import zipfile

import nbformat
import pytest

from autograder.build import build, build_lab, compile_lab
from autograder.build.tree import read_tree
from autograder.bundle import Bundle
from autograder.errors import CourseError, SourceError, StaleError

NOTEBOOK = "m01_mini.ipynb"


def rebuild(mini, **options):
    (report,) = build(mini.course.labs, mini.course, prove_blank=False, **options)
    return report


def test_the_student_folder_is_complete(built):
    names = set(read_tree(built.lab.student))
    assert "labkit/place.py" in names  # a test imports it
    assert {name for name in names if not name.startswith("labkit/")} == {
        NOTEBOOK,
        "README.md",
        "requirements.txt",
        "data/heights.csv",
        "tests/q1.py",
        "tests/q2.py",
    }


def test_the_student_notebook_holds_prompts_and_no_answers(built):
    notebook = nbformat.read(built.lab.student / NOTEBOOK, as_version=4)
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert "def running_mean(values):" in code
    assert "centred = ...\n    return ..." in code
    assert "standard_heights = ..." in code
    assert "total += value" not in code
    assert all(cell.outputs == [] for cell in notebook.cells if cell.cell_type == "code")
    assert notebook.metadata.otter.assignment_name == "m01_mini"
    nbformat.validate(notebook)


def test_students_get_public_tests_only(built):
    tests = (built.lab.student / "tests" / "q2.py").read_text()
    assert "test_standard_heights" in tests
    assert "test_input_is_unchanged" not in tests


def test_tests_stand_in_the_files_as_they_were_written(mini):
    mini.replace(
        "    result = running_mean([1, 2, 3])\n", "    result = running_mean([1, 2, 3])  # three prefixes\n"
    )
    rebuild(mini)
    lines = (mini.lab.student / "tests" / "q1.py").read_text().split("\n")
    assert "    result = running_mean([1, 2, 3])  # three prefixes" in lines


def test_a_test_that_otter_reads_otherwise_is_refused(mini, monkeypatch):
    monkeypatch.setattr("autograder.build.testfiles.render", lambda *args, **kwargs: "x = 1\n")
    with pytest.raises(SourceError, match="otter reads the tests of q1 otherwise"):
        rebuild(mini)


def test_requirements_pin_what_the_lab_imports(built):
    lines = (built.lab.student / "requirements.txt").read_text().splitlines()
    assert [line.split("==")[0] for line in lines] == ["ipykernel", "numpy", "otter-grader"]


def test_requirements_pin_what_the_manifest_preloads(mini):
    lab = dataclasses.replace(mini.lab, preload=("sklearn.datasets",))
    assert b"scikit-learn==" in compile_lab(lab).student["requirements.txt"]


def test_the_solved_notebook_is_executed(built):
    notebook = nbformat.read(built.lab.solution, as_version=4)
    assert [c.execution_count for c in notebook.cells if c.cell_type == "code"] == [1, 2, 3]
    assert "SOLUTION" not in built.lab.solution.read_text()
    assert set(notebook.metadata) == {"autograder", "kernelspec", "otter"}


def test_the_bundle_is_read_back_in_the_notebooks_order(built):
    bundle = Bundle.read(built.lab.bundle)
    assert bundle.lab == "m01_mini"
    assert list(bundle.tests) == ["q1", "q2"]
    assert "test_input_is_unchanged" in bundle.tests["q2"]
    assert set(bundle.files) == {"data/heights.csv"}


def test_a_bundle_of_another_labkit_is_refused(built):
    bundle = Bundle.read(built.lab.bundle)
    bundle.check_kit(built.lab.bundle)
    for kit in ({"labkit/place.py": b"older"}, {"labkit/gone.py": b""}):
        stale = dataclasses.replace(bundle, kit=kit)
        with pytest.raises(
            CourseError, match=f"{next(iter(kit))} differs. Build it: autograder build m01_mini"
        ):
            stale.check_kit(built.lab.bundle)


def test_the_bundle_is_what_gradescope_unpacks(built):
    with zipfile.ZipFile(built.lab.bundle) as archive:
        entries = {entry.filename: entry for entry in archive.infolist()}
        index = json.loads(archive.read("bundle.json"))
    assert {"setup.sh", "run_autograder", "run_otter.py", "otter_config.json", "environment.yml"} <= set(
        entries
    )
    assert entries["run_autograder"].external_attr >> 16 == 0o100755
    assert {entry.date_time for entry in entries.values()} == {(1980, 1, 1, 0, 0, 0)}
    assert list(entries) == sorted(entries)
    assert index == {"lab": "m01_mini", "questions": ["q1", "q2"], "points": {"q1": 2.0, "q2": 3.0}}


def test_two_builds_are_byte_identical(built, mini):
    rebuild(mini)
    for room in ("student", "solutions", "dist"):
        assert read_tree(mini.root / room) == read_tree(built.root / room)


def test_what_is_built_already_is_not_proven_again(copy_of_built, monkeypatch):
    monkeypatch.setattr("autograder.build.pipeline.check_blank", lambda *args: pytest.fail("proven again"))
    assert build_lab(copy_of_built.lab).written == ()


def test_a_second_build_writes_and_executes_nothing(copy_of_built):
    report = rebuild(copy_of_built)
    assert (report.written, report.executed) == ((), False)


def test_outputs_are_kept_until_a_cell_or_the_data_change(copy_of_built):
    copy_of_built.replace("Two questions that take no time.", "Two quick questions.")
    report = rebuild(copy_of_built)
    assert report.executed
    release = copy_of_built.lab.release.name
    assert {path.name for path in report.written} == {NOTEBOOK, release}
    csv = copy_of_built.lab.folder / "data" / "heights.csv"
    csv.write_text(csv.read_text().replace("171.0", "172.0"))
    assert rebuild(copy_of_built).executed


def test_check_accepts_what_was_just_built(copy_of_built):
    assert rebuild(copy_of_built, check=True).written == ()
    assert build_lab(copy_of_built.lab, check=True).written == ()


def test_check_names_each_file_and_the_command(copy_of_built):
    lab = copy_of_built.lab
    (lab.student / "tests" / "q1.py").write_text("# changed by hand\n")
    (lab.student / "tests" / "q2.py").unlink()
    (lab.student / "notes.txt").write_text("mine")
    with pytest.raises(StaleError) as caught:
        rebuild(copy_of_built, check=True)
    line = str(caught.value)
    assert line.startswith("3 files are not as built: ")
    for name in ("notes.txt (extra)", "tests/q1.py (stale)", "tests/q2.py (missing)"):
        assert f"student/m01_mini/{name}" in line
    assert line.endswith("Run: autograder build m01_mini")
    with pytest.raises(StaleError):
        build_lab(lab, check=True)


def test_check_notices_a_source_that_was_not_built(copy_of_built):
    copy_of_built.replace("centred / X.std(axis=0)", "centred / X.std(0)")
    with pytest.raises(
        StaleError, match=r"^1 file is not as built: solutions/m01_mini/m01_mini\.ipynb \(stale\)"
    ):
        rebuild(copy_of_built, check=True)


def test_check_does_not_compare_outputs(copy_of_built):
    path = copy_of_built.lab.solution
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", name="stdout", text="another machine\n")]
    nbformat.write(notebook, path)
    rebuild(copy_of_built, check=True)


@pytest.mark.parametrize("text", ["no notebook", "{}", '{"cells": 3, "nbformat": 4, "nbformat_minor": 5}'])
def test_check_notices_a_broken_solution(copy_of_built, text):
    copy_of_built.lab.solution.write_text(text)
    with pytest.raises(StaleError, match="solutions"):
        rebuild(copy_of_built, check=True)


def test_check_names_compiled_folders_of_no_lab(copy_of_built):
    (copy_of_built.root / "student" / "m00_old").mkdir()
    with pytest.raises(StaleError, match=r"student/m00_old \(extra\)\. Remove: student/m00_old"):
        rebuild(copy_of_built, check=True)


def test_a_refused_lab_leaves_everything_as_it_was(copy_of_built):
    before = {room: read_tree(copy_of_built.root / room) for room in ("student", "solutions", "dist")}
    copy_of_built.replace("That is all.", "That is all.\n\n# %%\n1 / 0")
    with pytest.raises(SourceError, match=r"the solution raises ZeroDivisionError"):
        rebuild(copy_of_built)
    assert before == {room: read_tree(copy_of_built.root / room) for room in before}
    assert not [p for room in before for p in (copy_of_built.root / room).glob(".*")]


def test_an_address_in_an_output_is_refused(mini):
    line = mini.replace("That is all.", "That is all.\n\n# %%\nobject()")
    with pytest.raises(
        SourceError, match=rf":{line + 3} \(cell 26\): the cell's output holds a memory address"
    ):
        rebuild(mini)


def test_labkit_travels_with_labs_that_import_it(mini):
    mini.replace(
        "import numpy as np\n\nheights", "import numpy as np\nfrom labkit.place import there\n\nheights"
    )
    rebuild(mini)
    names = set(read_tree(mini.lab.student))
    assert {"labkit/__init__.py", "labkit/place.py"} <= names
    with zipfile.ZipFile(io.BytesIO(mini.lab.bundle.read_bytes())) as archive:
        assert {f"files/{name}" for name in names if name.startswith("labkit/")} <= set(archive.namelist())


def test_the_courses_own_pins_come_first(mini):
    (mini.root / "pyproject.toml").write_text('[project]\ndependencies = ["numpy==9.9", "torch==9.9"]\n')
    assert compile_lab(mini.lab).student["requirements.txt"] == b"numpy==9.9\n"


def test_otters_own_failure_is_one_line(mini):
    mini.replace("# init_cell: true", "# student_files: [none.csv]")
    with pytest.raises(SourceError, match="otter assign failed: FileNotFoundError"):
        rebuild(mini)


def test_nothing_is_left_where_a_build_never_began(mini):
    shutil.rmtree(mini.lab.folder / "variants")
    lab = dataclasses.replace(mini.lab, points=99)
    with pytest.raises(SourceError, match="says 99"):
        build_lab(lab)
    assert sorted(path.name for path in mini.root.iterdir()) == ["assignments"]
