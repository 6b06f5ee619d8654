"""Gradescope's export: groups, times, history, and metadata that is not to be trusted."""

import pytest

from autograder.errors import CourseError
from autograder.submissions import Wanted, collect, gradescope
from tests.submissions.conftest import LAB, notebook, without_paths
from tests.submissions.making import write_folder, write_zip

WANTED = Wanted(LAB, ("q1", "q2"))
METADATA = """\
submission_1:
  :submitters:
  - :name: Jane Doe
    :sid: '3031'
    :email: jane@example.edu
  :created_at: 2026-04-26 17:34:00.861687000 Z
  :score: 2.0
  :results:
    output: |-
      Final: 2
  :history:
  - :id: 7
    :created_at: 2026-04-25 10:00:00.000000000 Z
submission_2:
  :submitters:
  - :name: Max Roe
    :sid: 3032
    :email: max@example.edu
  - :name: Zoë Müller
    :sid: '3033'
    :email: zoe@example.edu
  :created_at: 2026-04-27 01:00:00.5 +02:00
"""


def export(metadata=METADATA, folders=("submission_1", "submission_2"), top="assignment_9_export/"):
    files = {f"{top}{name}/{LAB}.ipynb": notebook(name) for name in folders}
    return {f"{top}submission_metadata.yml": metadata.encode(), **files}


def collected(tmp_path, entries, **options):
    return collect([write_zip(tmp_path / "export.zip", entries)], wanted=WANTED, **options)


def test_an_export(tmp_path):
    found = collected(tmp_path, export())
    jane, group = (found.hand_ins[s.id] for s in found.submissions)
    assert (jane.submission, jane.at, jane.late) == ("Jane_Doe_3031", "2026-04-26T17:34:00+00:00", None)
    assert jane.people[0].ids == {"gradescope": "3031"}
    assert jane.people[0].email == "jane@example.edu"
    assert [p.id for p in group.people] == ["Max_Roe_3032", "Zoë_Müller_3033"]
    assert group.at == "2026-04-26T23:00:00+00:00"
    assert group.submission.startswith("Max_Roe-Zoë_Müller_")
    assert found.resubmitted == ("Jane_Doe_3031",)
    assert found.left_out == ()


def test_the_unpacked_folder_and_one_without_its_own_top_give_the_same(tmp_path):
    zipped = collected(tmp_path, export())
    write_folder(tmp_path / "a", export())
    write_folder(tmp_path / "b", export(top=""))
    for path in (tmp_path / "a", tmp_path / "a" / "assignment_9_export", tmp_path / "b"):
        found = collect([path], wanted=WANTED)
        assert [(s.id, s.digest) for s in found.submissions] == [(s.id, s.digest) for s in zipped.submissions]
        assert without_paths(found) == without_paths(zipped)


def test_a_folder_without_an_entry_is_graded_and_told(tmp_path):
    found = collected(tmp_path, export(folders=("submission_1", "submission_2", "submission_3")))
    assert "submission_3" in {s.id for s in found.submissions}
    assert [item.name for item in found.left_out] == ["submission_3"]


def test_an_entry_without_files_keeps_its_person(tmp_path):
    found = collected(tmp_path, export(folders=("submission_2",)))
    assert {s.id: bool(s.problem) for s in found.submissions}["Jane_Doe_3031"]
    assert "no file of" in found.left_out[0].reason


def test_exports_of_two_weeks_hold_attempts_by_their_time(tmp_path):
    later = METADATA.replace("submission_1:", "submission_8:").replace("2026-04-26", "2026-05-01")
    first = write_zip(tmp_path / "1.zip", export())
    second = write_zip(tmp_path / "2.zip", export(later, ("submission_8", "submission_2")))
    found = collect([second, first], wanted=WANTED)
    assert {s.id: s.notebook for s in found.submissions}["Jane_Doe_3031"] == notebook("submission_8")


def test_somebody_alone_and_then_in_a_group_is_in_the_last_one(tmp_path):
    third = METADATA + (
        "submission_3:\n  :submitters:\n  - :name: Max Roe\n    :sid: '3032'\n    :email: max@example.edu\n"
        "  :created_at: 2026-05-01 00:00:00 Z\n"
    )
    found = collected(tmp_path, export(third, ("submission_1", "submission_2", "submission_3")))
    assert [p.id for p in found.hand_ins["Max_Roe_3032"].people] == ["Max_Roe_3032"]
    (group,) = (h for id, h in found.hand_ins.items() if id.startswith("Max_Roe-"))
    assert [p.id for p in group.people] == ["Zoë_Müller_3033"]
    assert any("Max_Roe_3032 is in several submissions" in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: !!python/object/apply:os.system ['true']", "is no YAML"),
        ("a: [", "is no YAML"),
        ("- 1", "does not list submissions"),
        ("a: 1", "does not list submissions"),
        ("", "does not list submissions"),
        ("[" * 5000, "is no YAML"),
        ("x: {<<: {a: 1}}", "is no YAML"),
    ],
)
def test_metadata_that_is_something_else_is_told_in_a_line(tmp_path, text, says):
    with pytest.raises(CourseError, match=says) as error:
        collected(tmp_path, export(text))
    assert "\n" not in str(error.value)


def test_rubys_own_tags_are_data_and_nothing_more(tmp_path):
    tagged = METADATA.replace(
        ":results:\n", ":results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess\n"
    )
    assert tagged != METADATA
    entries = gradescope.read_metadata(tagged.encode())
    assert type(entries["submission_1"][":results"]) is dict


@pytest.mark.parametrize(
    "submitters", ["[]", "null", "x", "[1, [2], null]", "[{':name': {}}]", "[{':name': ['x']}]", "{}"]
)
def test_odd_submitters_leave_the_folder_as_the_id(tmp_path, submitters):
    found = collected(tmp_path, export(f"submission_1: {{':submitters': {submitters}}}", ("submission_1",)))
    assert [s.id for s in found.submissions] == ["submission_1"]


@pytest.mark.parametrize("time", ["yesterday", "[]", "12", "{}", "null"])
def test_a_time_that_is_none_is_empty(tmp_path, time):
    found = collected(tmp_path, export(f"submission_1: {{':created_at': {time}}}", ("submission_1",)))
    assert found.hand_ins["submission_1"].at == ""
