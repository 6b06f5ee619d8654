"""Canvas's download: names taken apart, attempts, attachments, what is no file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.submissions import Wanted, canvas, collect
from tests.submissions.conftest import LAB, notebook, without_paths
from tests.submissions.making import write_folder, write_zip

WANTED = Wanted(LAB, ("q1", "q2"))


def collected(tmp_path, entries, **options):
    path = write_zip(tmp_path / "submissions.zip", entries, says_utf8=False)
    return collect([path], wanted=WANTED, **options)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("doejane_4711_90210_lab.ipynb", ("doejane", "4711", False, 90210, "lab.ipynb")),
        ("doejane_LATE_4711_90210_lab.ipynb", ("doejane", "4711", True, 90210, "lab.ipynb")),
        ("doejane_late_4711_90210_lab.ipynb", ("doejane", "4711", True, 90210, "lab.ipynb")),
        (
            "doejane_4711_90210_2026_01_02_lab.ipynb",
            ("doejane", "4711", False, 90210, "2026_01_02_lab.ipynb"),
        ),
        ("_4711_90210_lab.ipynb", ("", "4711", False, 90210, "lab.ipynb")),
        ("12345_4711_90210_lab.ipynb", ("12345", "4711", False, 90210, "lab.ipynb")),
        ("o_neil_4711_90210_my lab.ipynb", ("o_neil", "4711", False, 90210, "my lab.ipynb")),
        ("anon_x7Kd2_90210_lab.ipynb", ("", "anon_x7Kd2", False, 90210, "lab.ipynb")),
        ("LATE_anon_x7Kd2_90210_lab.ipynb", ("", "anon_x7Kd2", True, 90210, "lab.ipynb")),
        ("anon_x7Kd2_LATE_90210_lab.ipynb", ("", "anon_x7Kd2", True, 90210, "lab.ipynb")),
        ("doejane_LATE_4711_text.html", ("doejane", "4711", True, 0, "")),
        ("anon_x7Kd2_link.html", ("", "anon_x7Kd2", False, 0, "")),
        ("王小明_4711_90210_実験.ipynb", ("王小明", "4711", False, 90210, "実験.ipynb")),
    ],
)
def test_names_are_taken_apart(name, entry):
    found = canvas.take_apart(name)
    assert (found.name, found.user, found.late, found.attachment, found.file) == entry


@pytest.mark.parametrize(
    "name", ["lab.ipynb", "doejane.ipynb", "doejane_4711_lab.ipynb", "notes_2.txt", "anon_.ipynb"]
)
def test_other_names_are_none_of_canvas(name):
    assert canvas.take_apart(name) is None


NAMES = st.text(st.characters(categories=("Ll", "Lo", "Mn")), min_size=1, max_size=30).filter(
    lambda s: s != "anon"
)
FILES = st.text(
    st.characters(exclude_characters="\0/\\", exclude_categories=("Cs",)), min_size=1, max_size=40
)


@given(NAMES, st.booleans(), st.integers(1, 10**9), st.integers(1, 10**12), FILES)
def test_what_canvas_puts_together_is_taken_apart_again(name, late, user, attachment, file):
    text = f"{name}{'_LATE' if late else ''}_{user}_{attachment}_{file}"
    found = canvas.take_apart(text)
    assert (found.name, found.user, found.late, found.attachment, found.file) == (
        name,
        str(user),
        late,
        attachment,
        file,
    )


@given(st.text(max_size=60))
def test_no_name_breaks_it(text):
    canvas.take_apart(text)
    canvas.base_name(text)


@pytest.mark.parametrize(
    ("file", "base"),
    [
        ("lab-1.ipynb", "lab.ipynb"),
        ("lab-12.ipynb", "lab.ipynb"),
        ("lab-1.tar.gz", "lab.tar.gz"),
        ("lab-01234567-89ab-cdef-0123-456789abcdef.ipynb", "lab.ipynb"),
        ("lab.ipynb", "lab.ipynb"),
        ("lab-2026.ipynb", "lab-2026.ipynb"),
        ("-1.ipynb", "-1.ipynb"),
    ],
)
def test_the_number_that_canvas_puts_behind_a_name(file, base):
    assert canvas.base_name(file) == base


def test_a_class(tmp_path):
    entries = {
        f"doejane_4711_1_{LAB}.ipynb": notebook("jane"),
        f"roemax_LATE_4712_2_{LAB}-1.ipynb": notebook("max"),
        f"anon_x7Kd2_3_{LAB}.ipynb": notebook("anon"),
    }
    found = collected(tmp_path, entries)
    assert [source.format for source in found.sources] == ["canvas"]
    assert {s.id: s.notebook for s in found.submissions} == {
        "doejane_4711": notebook("jane"),
        "roemax_4712": notebook("max"),
        "anon_x7Kd2": notebook("anon"),
    }
    assert {id: h.late for id, h in found.hand_ins.items()} == {
        "doejane_4711": False,
        "roemax_4712": True,
        "anon_x7Kd2": False,
    }
    (jane,) = found.hand_ins["doejane_4711"].people
    assert (jane.id, jane.name, dict(jane.ids)) == ("doejane_4711", "doejane", {"canvas": "4711"})
    assert found.left_out == ()


def test_the_unpacked_folder_gives_the_same(tmp_path):
    entries = {
        f"müllerzoë_4711_1_{LAB}.ipynb": notebook("zoë"),
        f"王小明_4712_2_{LAB}.ipynb": notebook("ming"),
        "roemax_4713_text.html": b"<p>sorry</p>",
    }
    zipped = collected(tmp_path, entries)
    folder = collect([write_folder(tmp_path / "unpacked" / "submissions", entries)], wanted=WANTED)
    wrapped = collect([tmp_path / "unpacked"], wanted=WANTED)
    assert [s.id for s in zipped.submissions] == ["müllerzoë_4711", "roemax_4713", "王小明_4712"]
    for other in (folder, wrapped):
        assert [(s.id, s.digest) for s in other.submissions] == [(s.id, s.digest) for s in zipped.submissions]
        assert without_paths(other) == without_paths(zipped)


def test_ids_stay_when_others_hand_in_again(tmp_path):
    entries = {f"doejane_{n}_{n}_{LAB}.ipynb": notebook(str(n)) for n in (4711, 4712)}
    before = collected(tmp_path, entries)
    entries[f"doejane_4713_9_{LAB}-1.ipynb"] = notebook("new")
    after = collected(tmp_path, entries)
    assert {s.id for s in before.submissions} < {s.id for s in after.submissions}


def test_anonymous_ids_that_differ_only_in_case_do_not_meet_on_a_disk(tmp_path):
    found = collected(
        tmp_path, {f"anon_{id}_{n}_{LAB}.ipynb": notebook(id) for n, id in enumerate(("ab1Cd", "aB1cd"))}
    )
    ids = {s.id.casefold() for s in found.submissions}
    assert len(ids) == 2


def test_several_attachments_of_one_student(tmp_path):
    entries = {
        "doejane_4711_1_data.csv": b"1,2",
        f"doejane_4711_2_{LAB}.ipynb": notebook("jane"),
        "doejane_4711_3_scratch.ipynb": notebook("scratch"),
    }
    (submission,) = collected(tmp_path, entries).submissions
    assert submission.notebook == notebook("jane")
    assert submission.files == {"data.csv": b"1,2", "scratch.ipynb": notebook("scratch")}


def test_the_last_of_several_versions_counts(tmp_path):
    entries = {
        f"doejane_4711_10_{LAB}-1.ipynb": notebook("second"),
        f"doejane_4711_9_{LAB}.ipynb": notebook("first"),
        "doejane_4711_8_data.csv": b"1",
    }
    found = collected(tmp_path, entries)
    (submission,) = found.submissions
    assert (submission.notebook, submission.attempt) == (notebook("second"), 0)
    assert submission.files == {"data.csv": b"1"}
    assert found.resubmitted == ("doejane_4711",)


def test_versions_of_several_files_go_by_the_attachments_numbers(tmp_path):
    entries = {
        f"doejane_4711_9_{LAB}.ipynb": notebook("first"),
        f"doejane_4711_10_{LAB}-1.ipynb": notebook("second"),
        "doejane_4711_3_data.csv": b"old",
        "doejane_4711_4_data-1.csv": b"new",
    }
    (submission,) = collected(tmp_path, entries).submissions
    assert submission.notebook == notebook("second")
    assert submission.files == {"data.csv": b"new"}  # by the name that the notebook knows


def test_all_versions_are_graded_where_the_best_counts(tmp_path):
    entries = {
        f"doejane_4711_9_{LAB}.ipynb": notebook("first"),
        f"doejane_LATE_4711_10_{LAB}-1.ipynb": notebook("second"),
        f"roemax_4712_11_{LAB}.ipynb": notebook("max"),
    }
    found = collected(tmp_path, entries, keep="best")
    assert [(s.id, s.attempt, s.notebook) for s in found.submissions] == [
        ("doejane_4711", 0, notebook("first")),
        ("doejane_4711", 1, notebook("second")),
        ("roemax_4712", 0, notebook("max")),
    ]
    assert {place: h.late for place, h in found.attempts.items()} == {
        ("doejane_4711", 0): False,
        ("doejane_4711", 1): True,
    }
    assert found.hand_ins["doejane_4711"].late


def test_downloads_of_two_weeks_hold_attempts_however_they_are_ordered(tmp_path):
    first = write_zip(tmp_path / "week1.zip", {f"doejane_4711_9_{LAB}.ipynb": notebook("first")})
    second = write_zip(tmp_path / "week2.zip", {f"doejane_4711_10_{LAB}-1.ipynb": notebook("second")})
    for paths in ([first, second], [second, first]):
        (submission,) = collect(paths, wanted=WANTED).submissions
        assert submission.notebook == notebook("second")


def test_the_same_download_named_twice_is_no_second_attempt(tmp_path):
    entries = {f"doejane_4711_9_{LAB}.ipynb": notebook()}
    paths = [write_zip(tmp_path / "a.zip", entries), write_folder(tmp_path / "b", entries)]
    found = collect(paths, keep="best", wanted=WANTED)
    assert len(found.submissions) == 1
    assert found.resubmitted == ()


def test_parts_that_bear_numbers_are_no_versions(tmp_path):
    entries = {"doejane_4711_1_part-1.ipynb": notebook("one"), "doejane_4711_2_part-2.ipynb": notebook("two")}
    found = collected(tmp_path, entries)
    assert "part-1.ipynb, part-2.ipynb" in found.submissions[0].problem
    assert [item.name for item in found.left_out] == ["doejane_4711_2_part-2.ipynb"]


def test_what_was_typed_is_told_and_the_student_stays(tmp_path):
    entries = {
        f"doejane_4711_1_{LAB}.ipynb": notebook(),
        "doejane_4711_text.html": b"<p>see my file</p>",
        "roemax_4712_link.html": b"<a>here</a>",
    }
    found = collected(tmp_path, entries)
    problems = {s.id: bool(s.problem) for s in found.submissions}
    assert problems == {"doejane_4711": False, "roemax_4712": True}
    assert {"doejane_4711_text.html", "roemax_4712_link.html"} == {item.name for item in found.left_out}


def test_what_canvas_did_not_name_is_told(tmp_path):
    entries = {f"doejane_4711_1_{LAB}.ipynb": notebook(), f"roemax_4712_2_{LAB}.ipynb": notebook("2")}
    found = collected(
        tmp_path, {**entries, "late_bob.ipynb": notebook(), ".DS_Store": b"x", "__MACOSX/._a": b"x"}
    )
    assert [item.name for item in found.left_out] == ["late_bob.ipynb"]
    assert len(found.submissions) == 2


def test_an_export_zip_as_an_attachment(tmp_path):
    export = write_zip(
        tmp_path / "x.zip", {f"{LAB}.ipynb": notebook("jane"), ".OTTER_LOG": b"l", "a/d.csv": b"1"}
    )
    entries = {f"doejane_4711_1_{LAB}_2026_01_01T00_00_00_000000.zip": export.read_bytes()}
    (submission,) = collected(tmp_path, entries).submissions
    assert (submission.notebook, submission.files) == (notebook("jane"), {"a/d.csv": b"1"})
