"""What is a class's download, what is one student's zip, and what a plain folder."""

import pytest

from autograder.errors import CourseError
from autograder.submissions import Wanted, collect
from tests.submissions.conftest import LAB, notebook
from tests.submissions.making import canvas, gradescope, moodle, pupils, write_folder, write_zip

WANTED = Wanted(LAB, ("q1", "q2"))
WORK = {pupil: notebook(str(pupil.number)) for pupil in pupils(12)}
COLLECTIONS = {
    "canvas": canvas(WORK, LAB),
    "moodle": moodle(WORK, LAB),
    "moodle flat": moodle(WORK, LAB, flat=True),
    "gradescope": gradescope(WORK, LAB),
}


def formats(*paths, **options):
    return [source.format for source in collect(paths, wanted=WANTED, **options).sources]


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_each_is_recognised_in_a_zip_in_a_folder_and_wrapped(tmp_path, kind):
    entries = COLLECTIONS[kind]
    wrapped = {f"submissions/{name}": content for name, content in entries.items()}
    paths = [
        write_zip(tmp_path / "class.zip", entries),
        write_zip(tmp_path / "again.zip", wrapped),
        write_folder(tmp_path / "folder", entries),
        write_folder(tmp_path / "wrapped", wrapped),
    ]
    expected = kind.split()[0]
    assert [formats(path) for path in paths] == [[expected]] * 4
    assert formats(paths[0], format=expected) == [expected]
    found = [collect([path], wanted=WANTED) for path in paths]
    assert len({tuple(s.id for s in one.submissions) for one in found}) == 1
    assert len({tuple(s.digest for s in one.submissions) for one in found}) == 1


def test_a_students_export_is_no_class(tmp_path):
    entries = {
        f"{LAB}.ipynb": notebook(),
        "doe_1_2_data.csv": b"1",
        "roe_1_2_data.csv": b"2",
        ".OTTER_LOG": b"l",
    }
    path = write_zip(tmp_path / "alice.zip", entries)
    found = collect([path], wanted=WANTED)
    assert [(s.id, s.problem) for s in found.submissions] == [("alice", "")]
    assert found.sources[0].title == "single file"


def test_a_zip_of_a_folder_is_a_class_when_said_so(tmp_path):
    entries = {f"class/{name}.ipynb": notebook(name) for name in ("alice", "bob")}
    path = write_zip(tmp_path / "class.zip", entries)
    assert "2 notebooks" in collect([path], wanted=WANTED).submissions[0].problem
    found = collect([path], "folder", wanted=WANTED)
    assert [s.id for s in found.submissions] == ["alice", "bob"]


def test_a_canvas_folder_may_be_read_as_a_plain_one(tmp_path):
    path = write_folder(tmp_path / "class", COLLECTIONS["canvas"])
    assert formats(path, format="folder") == ["folder"]


def test_a_few_notes_beside_the_download_change_nothing(tmp_path):
    entries = {**COLLECTIONS["canvas"], "notes.txt": b"x", "grades.csv": b"y"}
    found = collect([write_folder(tmp_path / "class", entries)], wanted=WANTED)
    assert found.sources[0].format == "canvas"
    assert [item.name for item in found.left_out] == ["grades.csv", "notes.txt"]


def test_one_odd_name_makes_a_folder_no_download(tmp_path):
    entries = {f"{name}.ipynb": notebook(name) for name in ("alice", "bob", "doe_1_2_x")}
    assert formats(write_folder(tmp_path / "class", entries)) == ["folder"]


def test_several_paths_of_several_kinds(tmp_path):
    paths = [
        write_zip(tmp_path / "canvas.zip", COLLECTIONS["canvas"]),
        write_folder(tmp_path / "late", {"eve.ipynb": notebook("eve")}),
        tmp_path / "late" / "eve.ipynb",
    ]
    found = collect(paths, wanted=WANTED)
    assert [source.format for source in found.sources] == ["canvas", "folder", "folder"]
    assert len(found.submissions) == len(WORK) + 1


@pytest.mark.parametrize("said", ["canvas", "moodle", "gradescope"])
def test_a_format_that_is_not_there_is_told_in_a_line(tmp_path, said):
    path = write_folder(tmp_path / "class", {"alice.ipynb": notebook()})
    with pytest.raises(CourseError, match=r"this is no (Canvas|Moodle|Gradescope)") as error:
        formats(path, format=said)
    assert "\n" not in str(error.value)


def test_an_empty_zip_is_told_in_a_line(tmp_path):
    path = write_zip(tmp_path / "empty.zip", {})
    found = collect([path], wanted=WANTED)
    assert "no notebook" in found.submissions[0].problem
    with pytest.raises(CourseError, match="this is no Canvas download"):
        collect([path], "canvas", wanted=WANTED)


def test_left_beside_a_plain_class_is_told_by_name(tmp_path):
    entries = {
        "alice.ipynb": notebook(),
        "class.csv": b"x",
        "README.md": b"y",
        "data/a.bin": b"1",
        "data/b.bin": b"2",
    }
    found = collect([write_folder(tmp_path / "class", entries)], wanted=WANTED)
    assert [(item.name, item.reason) for item in found.left_out] == [
        ("README.md", "a list or a note, and no student's work"),
        ("class.csv", "a list or a note, and no student's work"),
        ("data/", "2 files that are no notebook and no zip"),
    ]
