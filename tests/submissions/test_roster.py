"""Class lists of three kinds, however they were saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import CourseError
from autograder.roster import read_roster
from tests.submissions.making import canvas_roster, moodle_roster, plain_roster, pupils


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "class.csv"
    path.write_bytes(text.encode(encoding))
    return path


PLAIN = "id,name,email\nada,Ada Doe,ada@example.edu\nbob,Bob Roe,bob@example.edu\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (PLAIN, "utf-8"),
        (PLAIN, "utf-8-sig"),
        (PLAIN, "utf-16"),
        (PLAIN.replace(",", ";"), "utf-8"),
        (PLAIN.replace(",", "\t"), "utf-8"),
        (PLAIN.replace("\n", "\r\n"), "utf-8"),
        (PLAIN.replace("id,name,email", " ID ,Full_Name,E-Mail Address"), "utf-8"),
        ("Email,SID,Name\nada@example.edu,ada,Ada Doe\n\nbob@example.edu,bob,Bob Roe\n,,\n", "utf-8"),
        (
            "last name,first name,login,mail\nDoe,Ada,ada,ada@example.edu\nRoe,Bob,bob,bob@example.edu\n",
            "utf-8",
        ),
        ('id,name,email\nada,"Ada Doe",ada@example.edu\nbob,Bob Roe,bob@example.edu', "utf-8"),
    ],
)
def test_a_plain_list(tmp_path, text, encoding):
    roster = read_roster(write(tmp_path, text, encoding))
    assert roster.kind == "plain"
    assert [(p.id, p.name, p.email) for p in roster.people] == [
        ("ada", "Ada Doe", "ada@example.edu"),
        ("bob", "Bob Roe", "bob@example.edu"),
    ]
    assert set(roster.rows) == {"ada", "bob"}


def test_without_ids_the_email_or_the_name_is_one(tmp_path):
    assert read_roster(write(tmp_path, "email\nada@example.edu\n")).people[0].id == "ada_example.edu"
    assert read_roster(write(tmp_path, "name\nAda Doe\n")).people[0].id == "Ada_Doe"


def test_an_id_that_is_no_file_name_is_kept_beside_the_safe_one(tmp_path):
    (person,) = read_roster(write(tmp_path, "id,name\ns/12,Ada\n")).people
    assert (person.id, dict(person.ids)) == ("s_12", {"roster": "s/12"})


def test_a_gradebook_export_of_canvas(tmp_path):
    class_ = pupils(6)
    roster = read_roster(write(tmp_path, canvas_roster(class_)))
    assert roster.kind == "canvas"
    assert [p.name for p in roster.people] == [p.sortable for p in class_]
    first, pupil = roster.people[0], class_[0]
    assert first.id == f"{pupil.squeezed}_{pupil.number}"
    assert first.ids == {
        "canvas": str(pupil.number),
        "sis": f"S{pupil.number}",
        "login": f"pupil{pupil.number}",
    }
    assert roster.columns[:5] == ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
    assert roster.rows[first.id]["Section"] == "Section A and Section B"


def test_a_grading_worksheet_of_moodle(tmp_path):
    class_ = pupils(6)
    roster = read_roster(write(tmp_path, moodle_roster(class_)))
    assert roster.kind == "moodle"
    first, pupil = roster.people[0], class_[0]
    assert (first.name, first.email) == (pupil.name, pupil.email)
    assert first.ids == {"moodle": str(pupil.number), "number": f"S{pupil.number}"}
    assert roster.rows[first.id]["Identifier"] == f"Participant {pupil.number}"


def test_a_blind_worksheet_has_numbers_only(tmp_path):
    roster = read_roster(write(tmp_path, "Identifier,Full name,Status\nParticipant 7,,x\nParticipant 8,,x\n"))
    assert [p.id for p in roster.people] == ["Participant_7", "Participant_8"]


def test_the_makers_plain_list(tmp_path):
    assert len(read_roster(write(tmp_path, plain_roster(pupils(40)))).people) == 40


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        ("id,name\n", "there is nobody on it"),
        ("colour,size\nred,3\n", "there is nobody on it"),
        ("id,name\na,Ada\na,Bob\n", "class.csv:3: 'a' is there twice"),
        ("id,name\na/b,Ada\na?b,Bob\n", "class.csv:3: 'a_b' is there twice"),
        ('id,name\na,"Ada\n', "not a table"),
    ],
)
def test_what_is_no_list_is_told_in_a_line(tmp_path, text, says):
    with pytest.raises(CourseError) as error:
        read_roster(write(tmp_path, text))
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_another_encoding_is_told_by_its_line(tmp_path):
    with pytest.raises(CourseError, match=r"class.csv:2: not UTF-8"):
        read_roster(write(tmp_path, "id,name\na,Zoë\n", "latin-1"))


def test_a_missing_file_is_told_in_a_line(tmp_path):
    with pytest.raises(CourseError, match="can't be read"):
        read_roster(tmp_path / "nowhere.csv")


def test_the_same_row_twice_is_one_person(tmp_path):
    assert len(read_roster(write(tmp_path, PLAIN + "ada,Ada Doe,ada@example.edu\n")).people) == 2


@given(st.text(max_size=200))
def test_no_text_breaks_it(tmp_path_factory, text):
    path = write(tmp_path_factory.mktemp("roster"), text, "utf-16")
    try:
        people = read_roster(path).people
    except CourseError:
        return
    assert len({person.id for person in people}) == len(people)
