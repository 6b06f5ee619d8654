"""Which of several notebooks is the lab's."""

import pytest

from autograder.errors import SubmissionError
from autograder.submissions import Wanted, collect
from autograder.submissions.notebooks import choose
from tests.submissions.conftest import LAB, notebook
from tests.submissions.making import write_folder, write_zip

WANTED = Wanted(LAB, ("q1", "q2"))
JUNK = b"\x00 no notebook"


@pytest.mark.parametrize(
    ("notebooks", "chosen"),
    [
        ({"mine.ipynb": notebook()}, "mine.ipynb"),
        ({f"{LAB}.ipynb": JUNK, "other.ipynb": notebook(checks=("q1",))}, f"{LAB}.ipynb"),
        ({f"{LAB}-2.ipynb": notebook(), "other.ipynb": notebook("2")}, f"{LAB}-2.ipynb"),
        ({f"{LAB} (1).ipynb": notebook(), "other.ipynb": notebook("2")}, f"{LAB} (1).ipynb"),
        ({"mine.ipynb": notebook(checks=("q2",)), "scratch.ipynb": notebook("2")}, "mine.ipynb"),
        ({"mine.ipynb": notebook(assignment=LAB), "scratch.ipynb": notebook("2")}, "mine.ipynb"),
        ({"mine.ipynb": notebook(checks=("q1",)), "broken.ipynb": JUNK}, "mine.ipynb"),
        ({"old/lab.ipynb": notebook("1"), "lab.ipynb": notebook("2")}, "lab.ipynb"),
        ({f"old/{LAB}.ipynb": notebook("1"), f"{LAB}.ipynb": notebook("2")}, f"{LAB}.ipynb"),
        ({f"work/{LAB}.ipynb": notebook("1"), "readme.ipynb": notebook("2")}, f"work/{LAB}.ipynb"),
        ({"a.ipynb": notebook("1"), "b.ipynb": notebook("1")}, "a.ipynb"),
        # another lab's notebook, handed in with this lab's
        (
            {"a.ipynb": notebook(checks=("q1",), assignment="m02"), "b.ipynb": notebook(assignment=LAB)},
            "b.ipynb",
        ),
    ],
)
def test_told_by_name_or_by_what_is_inside(notebooks, chosen):
    assert choose(notebooks, WANTED) == chosen


@pytest.mark.parametrize(
    "notebooks",
    [
        {"a.ipynb": notebook("1"), "b.ipynb": notebook("2")},
        {"a.ipynb": notebook("1", checks=("q1",)), "b.ipynb": notebook("2", checks=("q1",))},
        {f"{LAB}.ipynb": notebook("1"), f"{LAB}-1.ipynb": notebook("2")},
        {"a.ipynb": JUNK, "b.ipynb": JUNK + b"2"},
    ],
)
def test_what_cannot_be_told_is_never_picked(notebooks):
    with pytest.raises(
        SubmissionError, match="There are 2 notebooks, and which is the lab's can't be told: "
    ):
        choose(notebooks, WANTED)


def test_the_same_notebook_run_again_is_the_same():
    ran = notebook("1").replace(
        b'"outputs": []', b'"outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}]'
    )
    assert choose({f"{LAB}.ipynb": notebook("1"), f"{LAB} (1).ipynb": ran}, WANTED)


def test_a_notebook_and_the_export_made_from_it(tmp_path):
    export = write_zip(
        tmp_path / "export.zip", {f"{LAB}.ipynb": notebook("jane"), ".OTTER_LOG": b"l"}
    ).read_bytes()
    top = "Jane Doe_1_assignsubmission_file"
    entries = {f"{top}/{LAB}.ipynb": notebook("jane"), f"{top}/{LAB}_2026_01_01T00_00_00_000001.zip": export}
    (submission,) = collect([write_zip(tmp_path / "class.zip", entries)], wanted=WANTED).submissions
    assert (submission.notebook, submission.problem) == (notebook("jane"), "")
    assert submission.files == {}


def test_a_notebook_and_an_export_that_differ_are_not_chosen_from(tmp_path):
    export = write_zip(tmp_path / "export.zip", {f"{LAB}.ipynb": notebook("old")}).read_bytes()
    top = "Jane Doe_1_assignsubmission_file"
    entries = {f"{top}/{LAB}.ipynb": notebook("new"), f"{top}/{LAB}_2026_01_01T00_00_00_000001.zip": export}
    (submission,) = collect([write_zip(tmp_path / "class.zip", entries)], wanted=WANTED).submissions
    assert "2 notebooks" in submission.problem


def test_a_zip_of_data_beside_the_notebook_is_a_file(tmp_path):
    data = write_zip(tmp_path / "data.zip", {"x.csv": b"1"}).read_bytes()
    top = "Jane Doe_1_assignsubmission_file"
    entries = {f"{top}/{LAB}.ipynb": notebook(), f"{top}/data.zip": data}
    found = collect([write_zip(tmp_path / "class.zip", entries)], wanted=WANTED)
    assert found.submissions[0].files == {"data.zip": data}
    assert "kept as a file" in found.left_out[0].reason


def test_in_a_students_folder_the_labs_name_tells(tmp_path):
    entries = {
        f"alice/{LAB}.ipynb": notebook("alice"),
        "alice/scratch.ipynb": notebook("scratch"),
        "bob/one.ipynb": notebook("one"),
        "bob/two.ipynb": notebook("two"),
    }
    found = collect([write_folder(tmp_path / "class", entries)], wanted=WANTED)
    assert [s.id for s in found.submissions] == [f"alice-{LAB}", "bob-one", "bob-two"]
    assert [(item.name, item.reason) for item in found.left_out] == [
        ("alice/scratch.ipynb", f"beside {LAB}.ipynb, which is the lab's")
    ]
