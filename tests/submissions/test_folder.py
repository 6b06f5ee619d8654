"""Finding and reading what a class handed in, tidy or not."""

import os
import stat
import unicodedata
import zipfile

import pytest

from autograder.errors import CourseError
from autograder.submissions import Submission, find_submissions, safe_id, tree
from autograder.submissions.submission import MAX_ID_BYTES

NOTEBOOK = b'{"cells": []}'


def write(path, content=NOTEBOOK):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def write_zip(path, entries):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def ids(*paths):
    return [submission.id for submission in find_submissions(paths)]


def only(path):
    (submission,) = find_submissions([path])
    return submission


def test_reads_notebooks_of_a_folder_by_stem(tmp_path):
    write(tmp_path / "bob.ipynb", b"B")
    write(tmp_path / "alice.ipynb", b"A")
    found = find_submissions([tmp_path])
    assert [(s.id, s.notebook, s.source) for s in found] == [
        ("alice", b"A", "alice.ipynb"),
        ("bob", b"B", "bob.ipynb"),
    ]


def test_reads_a_single_notebook(tmp_path):
    assert only(write(tmp_path / "alice.ipynb")).notebook == NOTEBOOK


def test_reads_an_otter_export(tmp_path):
    entries = {
        "lab.ipynb": NOTEBOOK,
        "data/x.csv": b"1",
        ".OTTER_LOG": b"log",
        "__zip_filename__": b"name",
        "__MACOSX/._lab.ipynb": b"fork",
        ".ipynb_checkpoints/lab-checkpoint.ipynb": b"old",
    }
    submission = only(write_zip(tmp_path / "lab_2026_01_01T00_00_00_000000.zip", entries))
    assert submission.id == "lab_2026_01_01T00_00_00_000000"
    assert submission.notebook == NOTEBOOK
    assert submission.files == {"data/x.csv": b"1"}


def test_files_are_relative_to_the_notebook(tmp_path):
    entries = {"work/lab.ipynb": NOTEBOOK, "work/x.txt": b"1", "elsewhere.txt": b"2", "work\\y.txt": b"3"}
    submission = only(write_zip(tmp_path / "alice.zip", entries))
    assert submission.files == {"x.txt": b"1", "y.txt": b"3"}


def test_hidden_files_and_checkpoints_are_skipped(tmp_path):
    write(tmp_path / "alice.ipynb")
    write(tmp_path / ".hidden.ipynb")
    write(tmp_path / ".DS_Store")
    write(tmp_path / ".ipynb_checkpoints" / "alice-checkpoint.ipynb")
    write(tmp_path / "class.csv")
    assert ids(tmp_path) == ["alice"]


def test_an_earlier_runs_output_folder_is_skipped(tmp_path):
    write(tmp_path / "alice.ipynb")
    write(tmp_path / "out" / "gradebook.sqlite")
    write(tmp_path / "out" / "feedback" / "old.ipynb")
    assert ids(tmp_path) == ["alice"]


def test_same_stem_in_different_folders_gives_distinct_stable_ids(tmp_path):
    write(tmp_path / "alice" / "lab.ipynb")
    assert ids(tmp_path) == ["alice-lab"]
    write(tmp_path / "bob" / "lab.ipynb")
    assert ids(tmp_path) == ["alice-lab", "bob-lab"]


def test_same_stem_under_two_given_folders_gives_distinct_ids(tmp_path):
    write(tmp_path / "monday" / "lab.ipynb")
    write(tmp_path / "friday" / "lab.ipynb")
    assert ids(tmp_path / "monday", tmp_path / "friday") == ["friday-lab", "monday-lab"]


def test_ids_that_differ_only_in_case_are_numbered(tmp_path):
    write(tmp_path / "Alice.ipynb")
    write_zip(tmp_path / "alice.zip", {"lab.ipynb": NOTEBOOK})
    found = {name.casefold() for name in ids(tmp_path)}
    assert len(found) == 2


def test_a_file_named_twice_is_read_once(tmp_path):
    path = write(tmp_path / "alice.ipynb")
    assert ids(tmp_path, path) == ["alice"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Zoë Łuka", "Zoë_Łuka"),
        (unicodedata.normalize("NFD", "Zoë"), "Zoë"),
        ("王小明", "王小明"),
        ("=cmd|'/c calc'!A1", "_cmd_c_calc_A1"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("-rf", "rf"),
        ("con", "_con"),
        ("a\u202eb\nc", "a_b_c"),
        ("", "_"),
        ("...", "_"),
    ],
)
def test_safe_id(name, safe):
    assert safe_id(name) == safe


def test_a_long_name_fits_a_file_system(tmp_path):
    assert len(safe_id("é" * 500).encode()) <= MAX_ID_BYTES


def test_a_wrong_kind_of_file_stays_in_the_class(tmp_path):
    write(tmp_path / "alice.ipynb")
    write(tmp_path / "bob.pdf")
    alice, bob = find_submissions([tmp_path])
    assert not alice.problem
    assert "a .pdf file" in bob.problem


def test_a_student_folder_without_a_notebook_stays_in_the_class(tmp_path):
    write(tmp_path / "alice" / "lab.ipynb")
    write(tmp_path / "bob" / "notes.txt")
    alice, bob = find_submissions([tmp_path])
    assert (alice.id, bob.id) == ("alice-lab", "bob")
    assert "no notebook" in bob.problem


def test_a_data_folder_beside_notebooks_is_no_student(tmp_path):
    write(tmp_path / "alice.ipynb")
    write(tmp_path / "data" / "train.bin")
    assert ids(tmp_path) == ["alice"]


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ({"/etc/x.ipynb": NOTEBOOK}, "leads out"),
        ({"../x.ipynb": NOTEBOOK}, "leads out"),
        ({"a\\..\\..\\x.ipynb": NOTEBOOK}, "leads out"),
        ({"C:\\x.ipynb": NOTEBOOK}, "leads out"),
        ({"notes.txt": b"1"}, "no notebook"),
        ({"a.ipynb": NOTEBOOK, "b.ipynb": b"{}"}, "2 notebooks"),
        ({f"{n}.txt": b"" for n in range(tree.MAX_ENTRIES + 1)}, "more than 1000 files"),
    ],
)
def test_a_bad_zip_is_a_submission_with_a_problem(tmp_path, entries, says):
    submission = only(write_zip(tmp_path / "alice.zip", entries))
    assert says in submission.problem
    assert (submission.notebook, submission.files) == (b"", {})


def test_a_zip_that_unpacks_to_too_much_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(tree, "MAX_BYTES", 2**20)
    entries = {"lab.ipynb": NOTEBOOK, "a.bin": bytes(700_000), "b.bin": bytes(700_000)}
    assert "larger than 1 MB" in only(write_zip(tmp_path / "alice.zip", entries)).problem


def test_a_zip_with_a_link_is_not_unpacked(tmp_path):
    link = zipfile.ZipInfo("lab.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "alice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "a link" in only(path).problem


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"not a zip at all"])
def test_a_damaged_zip_is_a_submission_with_a_problem(tmp_path, content):
    assert "damaged" in only(write(tmp_path / "alice.zip", content)).problem


def test_a_truncated_zip_is_a_submission_with_a_problem(tmp_path):
    path = write_zip(tmp_path / "alice.zip", {"lab.ipynb": os.urandom(5000)})
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02", b"PK\x01\x03"))
    assert "damaged" in only(path).problem


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_somebody_elses_notebook_is_not_followed(tmp_path):
    write(tmp_path / "alice.ipynb")
    (tmp_path / "bob.ipynb").symlink_to(tmp_path / "solution.txt")
    write(tmp_path / "class" / "x.ipynb")
    (tmp_path / "mallory.ipynb").symlink_to(tmp_path / "alice.ipynb")
    found = {s.id: s.problem for s in find_submissions([tmp_path])}
    assert found["alice"] == ""
    assert "a link" in found["bob"]
    assert "a link" in found["mallory"]


def test_a_file_that_is_too_large_is_a_submission_with_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(tree, "MAX_BYTES", 2**20)
    assert "larger than 1 MB" in only(write(tmp_path / "alice.ipynb", bytes(2**20 + 1))).problem


def test_a_missing_path_is_told_in_one_line(tmp_path):
    with pytest.raises(CourseError, match=r"no such file or folder\. Name a folder of notebooks"):
        find_submissions([tmp_path / "nowhere"])


def test_an_empty_folder_is_told_in_one_line(tmp_path):
    with pytest.raises(CourseError, match=r"no submission in this folder\. Name a folder"):
        find_submissions([tmp_path])


def test_another_kind_of_file_named_by_hand_is_refused(tmp_path):
    with pytest.raises(CourseError, match="neither a notebook nor a zip"):
        find_submissions([write(tmp_path / "notes.txt")])


def test_digest_depends_on_notebook_files_and_problem_but_not_on_the_name():
    base = Submission("a", "a.ipynb", b"N", {"x": b"1"})
    assert base.digest == Submission("b", "b.ipynb", b"N", {"x": b"1"}).digest
    others = [
        Submission("a", "", b"M", {"x": b"1"}),
        Submission("a", "", b"N", {"x": b"2"}),
        Submission("a", "", b"N", {"y": b"1"}),
        Submission("a", "", b"N", {"x": b"1"}, problem="p"),
        Submission("a", "", b"N"),
    ]
    assert len({base.digest, *(other.digest for other in others)}) == 6
