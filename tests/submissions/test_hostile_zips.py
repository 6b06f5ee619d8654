"""A class's zip is as untrusted as what is in it."""

import io
import os
import stat
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.errors import CourseError
from autograder.submissions import Wanted, collect, tree
from tests.submissions.conftest import LAB, notebook
from tests.submissions.making import write_zip

WANTED = Wanted(LAB, ("q1", "q2"))
JANE = f"doejane_4711_1_{LAB}.ipynb"
MAX = f"roemax_4712_2_{LAB}.ipynb"


def collected(path, **options):
    return collect([path], wanted=WANTED, **options)


@pytest.mark.parametrize(
    "name",
    [
        "../roemax_4712_2_lab.ipynb",
        "/etc/roemax_4712_2_lab.ipynb",
        "..\\roemax_4712_2_lab.ipynb",
        "C:\\roemax_4712_2_lab.ipynb",
        "C:roemax_4712_2_lab.ipynb",
        "\\\\host\\share\\roemax_4712_2_lab.ipynb",
    ],
)
def test_a_path_that_leads_out_is_told_and_the_class_goes_on(tmp_path, name):
    path = write_zip(tmp_path / "a" / "class.zip", {JANE: notebook(), name: notebook()})
    found = collected(path)
    assert [s.id for s in found.submissions] == ["doejane_4711"]
    assert "leads out" in found.left_out[0].reason
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_link_is_told_and_not_followed(tmp_path):
    link = zipfile.ZipInfo(MAX)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = write_zip(tmp_path / "class.zip", {JANE: notebook()})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    found = collected(path)
    assert [s.id for s in found.submissions] == ["doejane_4711"]
    assert [item.name for item in found.left_out] == [MAX]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_in_an_unpacked_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.ipynb").write_bytes(notebook("secret"))
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / JANE).write_bytes(notebook())
    (tmp_path / "class" / MAX).symlink_to(tmp_path / "secret.ipynb")
    (tmp_path / "class" / "roeann_4713_3_folder").symlink_to(tmp_path)
    found = collected(tmp_path / "class")
    problems = {s.id: s.problem for s in found.submissions}
    assert problems["doejane_4711"] == ""
    assert "a link" in problems["roemax_4712"]
    assert "a link" in problems["roeann_4713"]


def test_one_students_bomb_is_that_students_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(tree, "MAX_BYTES", 2**20)
    found = collected(write_zip(tmp_path / "class.zip", {JANE: notebook(), MAX: bytes(3 * 2**20)}))
    assert {s.id: bool(s.problem) for s in found.submissions} == {"doejane_4711": False, "roemax_4712": True}
    assert "larger than 1 MB" in found.left_out[0].reason


def test_a_bomb_in_an_attached_zip_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(tree, "MAX_BYTES", 2**20)
    inner = write_zip(tmp_path / "i.zip", {"lab.ipynb": bytes(3 * 2**20)}).read_bytes()
    (submission,) = collected(write_zip(tmp_path / "class.zip", {"doejane_4711_1_x.zip": inner})).submissions
    assert "larger than 1 MB" in submission.problem


def test_the_size_that_an_entry_states_is_not_believed(tmp_path, monkeypatch):
    monkeypatch.setattr(tree, "MAX_BYTES", 2**16)
    path = write_zip(tmp_path / "class.zip", {MAX: bytes(2**20)})
    raw = path.read_bytes()
    path.write_bytes(raw.replace((2**20).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    (submission,) = collected(path).submissions
    assert submission.problem
    assert len(submission.notebook) <= 2**16


def test_a_class_zip_inside_a_folder_of_students_is_nobody_elses(tmp_path):
    forged = write_zip(
        tmp_path / "class" / "mallory.zip", {JANE: notebook("forged"), MAX: notebook("forged too")}
    )
    (tmp_path / "class" / "jane.ipynb").write_bytes(notebook("real"))
    found = collected(forged.parent)
    assert [s.id for s in found.submissions] == ["jane", "mallory"]
    assert found.submissions[1].problem


def test_a_student_s_zip_that_claims_to_be_a_class_stays_one_attachment(tmp_path):
    forged = write_zip(tmp_path / "f.zip", {MAX: notebook("forged")}).read_bytes()
    found = collected(write_zip(tmp_path / "class.zip", {"doejane_4711_1_x.zip": forged}))
    assert [s.id for s in found.submissions] == ["doejane_4711"]


def test_too_many_entries_are_refused_before_memory_is_spent(tmp_path, monkeypatch):
    monkeypatch.setattr(tree, "MAX_CLASS_ENTRIES", 100)
    many = {f"doejane_4711_{n}_x{n}.txt": b"" for n in range(101)}
    path = write_zip(tmp_path / "class.zip", many)
    with pytest.raises(CourseError, match="more than 100 files"):
        collected(path, format="canvas")
    monkeypatch.setattr(tree, "_BYTES_PER_ENTRY", 1)
    huge = write_zip(tmp_path / "huge.zip", {f"doejane_4711_{n}_{'x' * 200}{n}.txt": b"" for n in range(900)})
    opened = []
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda self: opened.append(self))
    with pytest.raises(CourseError, match="more than 100 files"):
        collected(huge, format="canvas")
    assert opened == []


def test_a_class_of_two_thousand(tmp_path):
    entries = {f"student{n}_{n}_{n}_{LAB}.ipynb": notebook(str(n)) for n in range(2000)}
    found = collected(write_zip(tmp_path / "class.zip", entries))
    assert len(found.submissions) == 2000
    assert found.left_out == ()


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"PK\x03\x04 nonsense", b"\x00" * 100])
def test_a_damaged_class_zip_is_told_in_a_line(tmp_path, content):
    path = tmp_path / "submissions.zip"
    path.write_bytes(content)
    with pytest.raises(CourseError, match="damaged or locked by a password"):
        collected(path, format="canvas")


def test_a_damaged_entry_is_one_students_problem(tmp_path):
    path = write_zip(tmp_path / "class.zip", {JANE: notebook(), MAX: os.urandom(5000)})
    raw = bytearray(path.read_bytes())
    place = raw.index(MAX.encode()) + len(MAX) + 100
    raw[place : place + 50] = bytes(50)
    path.write_bytes(raw)
    problems = {s.id: s.problem for s in collected(path).submissions}
    assert problems["doejane_4711"] == ""
    assert "damaged" in problems["roemax_4712"]


def test_two_entries_of_one_name_are_told(tmp_path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(JANE, notebook("first"))
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(JANE, notebook("second"))
    found = collected(path)
    assert found.submissions[0].notebook == notebook("first")
    assert "two files of this name" in found.left_out[0].reason


def test_names_decomposed_by_a_mac_and_in_old_code_pages(tmp_path):
    entries = {"mu\u0308ller_1_1_a.ipynb": notebook("1"), "müller_1_2_b.csv": b"2"}
    found = collected(write_zip(tmp_path / "class.zip", entries))
    assert [s.id for s in found.submissions] == ["müller_1"]
    old = write_zip(tmp_path / "old.zip", {"m_ller_1_1_a.ipynb": notebook("1")})
    old.write_bytes(old.read_bytes().replace(b"m_ller", b"m\x81ller"))  # ü in cp437
    assert [s.id for s in collected(old).submissions] == ["müller_1"]


def test_control_characters_in_names_do_not_reach_the_terminal(tmp_path):
    entries = {JANE: notebook(), MAX: notebook("max"), "a\x1b[31m\nb.txt": b"x"}
    found = collected(write_zip(tmp_path / "class.zip", entries))
    assert found.left_out[0].name == "a\ufffd[31m\ufffdb.txt"


def test_hand_ins_of_the_system_are_silent(tmp_path):
    entries = {
        JANE: notebook(),
        "__MACOSX/._x": b"1",
        ".DS_Store": b"2",
        "Thumbs.db": b"3",
        "desktop.ini": b"4",
    }
    assert collected(write_zip(tmp_path / "class.zip", entries)).left_out == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_ends_the_grader(tmp_path, data):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (JANE, MAX):
            archive.writestr(name, notebook(name))
    raw = bytearray(whole.getvalue())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "class.zip"
    path.write_bytes(raw)
    with suppress(CourseError):  # and nothing else
        assert collected(path).submissions
