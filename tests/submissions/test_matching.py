"""Whose hand-in is whose, and that nobody is mistaken for another or lost."""

import pytest

from autograder.matching import identify, name_keys
from autograder.people import HandIn, Person, Roster


def handed(*people, at=""):
    return {person.id: HandIn(person.id, (person,), at=at) for person in people}


def whose(matched):
    return {id: [person.id for person in hand_in.people] for id, hand_in in matched.hand_ins.items()}


JANE = Person("s1", "Jane Doe", "jane@example.edu", {"canvas": "11", "sis": "S1", "login": "jdoe"})
MAX = Person("s2", "Roe, Max", "max@example.edu", {"canvas": "12", "moodle": "77"})


@pytest.mark.parametrize(
    ("person", "listed"),
    [
        (Person("x", "somebody", ids={"canvas": "11"}), JANE),
        (Person("x", "somebody", ids={"moodle": "77"}), MAX),
        (Person("x", "somebody", ids={"gradescope": "s1"}), JANE),
        (Person("S1"), JANE),
        (Person("jdoe"), JANE),
        (Person("x", "somebody", "MAX@example.edu"), MAX),
        (Person("x", "doejane"), JANE),
        (Person("x", "Doe, Jane"), JANE),
        (Person("x", "Max Roe"), MAX),
        (Person("x", "roemax"), MAX),
        (Person("Jane_Doe"), JANE),
        (Person("x", "Group A-Max Roe", ids={"moodle": "5"}), MAX),
    ],
)
def test_known_again(person, listed):
    matched = identify(handed(person), Roster((JANE, MAX)))
    (found,) = matched.hand_ins[person.id].people
    assert (found.id, found.name, found.email) == (listed.id, listed.name, listed.email)
    assert found.ids == {**person.ids, **listed.ids}
    assert matched.strangers == ()


@pytest.mark.parametrize(
    "person",
    [
        Person("x", "John Smith"),
        Person("x", "Jane Doe-Smith"),
        Person("x", "somebody", ids={"canvas": "13"}),
        # a number of one system says nothing in another
        Person("x", "somebody", ids={"moodle": "11"}),
        Person("x", "somebody", ids={"canvas": "77"}),
        # an old-Moodle group is told by Moodle only
        Person("x", "Group A-Max Roe"),
    ],
)
def test_not_on_the_roster(person):
    matched = identify(handed(person), Roster((JANE, MAX)))
    assert whose(matched) == {"x": ["x"]}
    assert matched.strangers == ("x",)


def test_a_systems_number_is_a_plain_lists_id_only_with_the_same_name():
    roster = Roster((Person("11", "Jane Doe"), Person("12", "Max Roe")))
    same = identify(handed(Person("x", "doejane", ids={"canvas": "11"})), roster)
    other = identify(handed(Person("x", "smithjohn", ids={"canvas": "12"})), roster)
    assert whose(same) == {"x": ["11"]}
    assert whose(other) == {"x": ["x"]}


def test_a_systems_number_that_is_somebody_elses_id_gives_nobody_their_grade():
    roster = Roster((Person("11", "Jane Doe"), Person("12", "Max Roe")))
    matched = identify(handed(Person("x", "doejane", ids={"canvas": "12"})), roster)
    assert whose(matched) == {"x": ["11"]}


def test_a_name_that_two_bear_decides_nothing():
    roster = Roster((Person("a", "Jane Doe"), Person("b", "Doe, Jane")))
    matched = identify(handed(Person("x", "doejane")), roster)
    assert whose(matched) == {"x": ["x"]}
    assert matched.notes == ("x may be a or b by the name. Put the right id in the roster",)


def test_two_who_may_be_one_are_both_told():
    matched = identify(handed(Person("x", "Jane Doe"), Person("y", "doejane")), Roster((JANE,)))
    assert whose(matched) == {"x": ["x"], "y": ["y"]}
    assert len(matched.notes) == 2
    assert set(matched.strangers) == {"x", "y"}


def test_the_surer_way_wins():
    people = [Person("x", "Jane Doe"), Person("y", "other", ids={"canvas": "11"})]
    matched = identify(handed(*people), Roster((JANE,)))
    assert whose(matched) == {"x": ["x"], "y": ["s1"]}
    assert "x is not the only one who may be s1" in matched.notes[0]


def test_a_stranger_never_has_the_id_of_somebody_on_the_roster():
    roster = Roster((Person("doe", "Jane Doe"), Person("roe", "Max Roe")))
    people = [Person("DOE", "John Smith", ids={"gradescope": "9"})]
    matched = identify(handed(*people), roster)
    assert whose(matched) == {"DOE": ["DOE-stranger"]}


def test_nobody_is_lost():
    people = [Person(f"p{n}", f"Name {n}", ids={"canvas": str(n)}) for n in range(50)]
    listed = [Person(f"L{n}", f"Name {n % 30}", ids={"canvas": str(n)} if n % 2 else {}) for n in range(60)]
    matched = identify(handed(*people), Roster(tuple(listed)))
    found = [person.id for hand_in in matched.hand_ins.values() for person in hand_in.people]
    assert len(found) == len(set(found)) == 50


def test_without_a_roster_people_stay_as_they_are():
    hand_ins = handed(Person("x", "Jane"))
    assert identify(hand_ins, None).hand_ins == hand_ins


def test_a_groups_members_are_told_by_the_roster():
    rows = {"s1": {"Group": "Team 1"}, "s2": {"Group": "team1"}, "s3": {"Group": ""}}
    roster = Roster((JANE, MAX, Person("s3", "Eve")), columns=("id", "Group"), rows=rows)
    matched = identify(handed(Person("x", "team1", ids={"canvas": "11"})), roster)
    assert whose(matched) == {"x": ["s1", "s2"]}
    assert matched.strangers == ()


def test_a_group_whose_members_nobody_tells_is_noted():
    matched = identify(handed(Person("x", "team1", ids={"canvas": "11"})), Roster((JANE, MAX)))
    assert whose(matched) == {"x": ["s1"]}
    assert "if it is a group's" in matched.notes[0]


def test_blind_marking_is_no_group():
    roster = Roster(tuple(Person(f"s{n}", f"Name {n}", ids={"moodle": str(n)}) for n in range(3)))
    people = [Person(f"Participant_{n}", "Participant", ids={"moodle": str(n)}) for n in range(3)]
    matched = identify(handed(*people), roster)
    assert whose(matched) == {f"Participant_{n}": [f"s{n}"] for n in range(3)}
    assert matched.notes == ()


@pytest.mark.parametrize(
    ("status", "late"),
    [
        ("Submitted for grading", None),
        ("Submitted for grading2 days 3 hours late", True),
        ("Submitted for grading - 1 hour late", True),
        ("Plato", None),
    ],
)
def test_a_worksheet_says_who_was_late(status, late):
    roster = Roster((MAX,), "moodle", ("Identifier", "Status"), {"s2": {"Status": status}})
    matched = identify(handed(Person("x", "Max Roe", ids={"moodle": "77"})), roster)
    assert matched.hand_ins["x"].late is late


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Doe, Jane", "Jane Doe"),
        ("doejane", "Jane Doe"),
        ("vanderbergzoë", "Zoë van der Berg"),
        ("oneilannmarie", "Ann-Marie O'Neil"),
        ("GARCÍA RUIZ, José", "José García Ruiz"),
        ("Mu\u0308ller Zoe", "Müller, Zoe"),
        ("王小明", "王 小明"),
    ],
)
def test_one_name_in_two_ways(one, other):
    assert name_keys(one) & name_keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Jane Doe", "Jane Roe"), ("Ann Marie", "Marie"), ("", ""), ("…", "—")]
)
def test_two_names(one, other):
    assert not name_keys(one) & name_keys(other)
