"""Moodle's download in its forms."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.submissions import Wanted, collect, moodle
from tests.submissions.conftest import LAB, notebook, without_paths
from tests.submissions.making import write_folder, write_zip

WANTED = Wanted(LAB, ("q1", "q2"))
FORMS = {
    "folders": "{who}_assignsubmission_file/{file}",
    "folders of older versions": "{who}_assignsubmission_file_/{file}",
    "flat": "{who}_assignsubmission_file_{file}",
}


def collected(tmp_path, entries, **options):
    return collect([write_zip(tmp_path / "Course-Lab-77.zip", entries)], wanted=WANTED, **options)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_class(tmp_path, form):
    entries = {
        form.format(who="Zoë van der Berg_123", file=f"{LAB}.ipynb"): notebook("zoë"),
        form.format(who="王小明_124", file=f"{LAB}.ipynb"): notebook("ming"),
        form.format(who="Jane Doe_125", file="essay.pdf"): b"%PDF",
    }
    found = collected(tmp_path, entries)
    assert [source.format for source in found.sources] == ["moodle"]
    seen = {s.id: (s.notebook, bool(s.problem)) for s in found.submissions}
    assert seen == {
        "Zoë_van_der_Berg_123": (notebook("zoë"), False),
        "王小明_124": (notebook("ming"), False),
        "Jane_Doe_125": (b"", True),
    }
    (person,) = found.hand_ins["Zoë_van_der_Berg_123"].people
    assert (person.name, dict(person.ids)) == ("Zoë van der Berg", {"moodle": "123"})
    assert found.hand_ins["Jane_Doe_125"].late is None
    assert len(found.left_out) == 1
    assert "a .pdf file" in found.left_out[0].reason


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_unpacked_folder_gives_the_same(tmp_path, form):
    entries = {form.format(who=f"Jane Doe_{n}", file=f"{LAB}.ipynb"): notebook(str(n)) for n in range(3)}
    zipped = collected(tmp_path, entries)
    folder = collect([write_folder(tmp_path / "unpacked", entries)], wanted=WANTED)
    assert [(s.id, s.digest) for s in folder.submissions] == [(s.id, s.digest) for s in zipped.submissions]
    assert without_paths(folder) == without_paths(zipped)


def test_one_students_folder_is_not_taken_for_a_wrapping(tmp_path):
    found = collected(tmp_path, {f"Jane Doe_1_assignsubmission_file/{LAB}.ipynb": notebook()})
    assert [s.id for s in found.submissions] == ["Jane_Doe_1"]


def test_files_in_folders_of_a_student(tmp_path):
    top = "Jane Doe_1_assignsubmission_file"
    entries = {
        f"{top}/work/{LAB}.ipynb": notebook(),
        f"{top}/work/data/x.csv": b"1",
        f"{top}/notes.txt": b"2",
    }
    found = collected(tmp_path, entries)
    assert found.submissions[0].files == {"data/x.csv": b"1"}
    assert [item.name for item in found.left_out] == [f"{top}: notes.txt"]


def test_what_was_typed_is_told_and_the_student_stays(tmp_path):
    entries = {
        f"Jane Doe_1_assignsubmission_file/{LAB}.ipynb": notebook(),
        "Jane Doe_1_assignsubmission_onlinetext/onlinetext.html": b"<p>hello</p>",
        "Max Roe_2_assignsubmission_onlinetext_onlinetext.html": b"<p>sorry</p>",
    }
    found = collected(tmp_path, entries)
    assert {s.id: bool(s.problem) for s in found.submissions} == {"Jane_Doe_1": False, "Max_Roe_2": True}
    assert sum("onlinetext" in item.reason for item in found.left_out) == 2


def test_the_default_group_has_no_number(tmp_path):
    found = collected(tmp_path, {f"Default group_assignsubmission_file/{LAB}.ipynb": notebook()})
    assert [s.id for s in found.submissions] == ["Default_group"]


NAMES = st.text(
    st.characters(exclude_characters="\0/\\_\r\n", exclude_categories=("Cs",)), min_size=1, max_size=30
)


@given(
    NAMES.filter(lambda s: s not in (".", "..")), st.integers(1, 10**9), st.sampled_from(list(FORMS.values()))
)
def test_what_moodle_puts_together_is_taken_apart_again(name, number, form):
    path = PurePosixPath(form.format(who=f"{name}_{number}", file=f"{LAB}.ipynb"))
    found = moodle.take_apart(path)
    assert (found.name, found.number, found.plugin, found.file) == (name, str(number), "file", f"{LAB}.ipynb")
