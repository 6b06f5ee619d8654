"""A gradebook in any database keeps what it is given, apart for each class, and serves many at once."""

from __future__ import annotations

import dataclasses
import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sql
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.exc import OperationalError

from autograder.errors import CourseError
from autograder.gradebook import Gradebook, Key, Place, engine, faults, tables
from autograder.marks import Mark
from autograder.outcomes import Outcome
from autograder.parts import Parts
from autograder.people import HandIn, Person
from tests.gradebook.making import KEY, result

MARK = Mark("alice", "q9", "a" + "0" * 11, 1.5, 4.0, "Zoë: <b>'good'</b>")
HAND_IN = HandIn(
    "alice",
    (Person("alice", "Ünal, Alice", "a@example.org", {"canvas": "17"}), Person("bob")),
    "alice_LATE.zip",
    "2026-03-01T10:00:00+01:00",
    late=True,
)


@pytest.fixture
def book(url: str) -> Iterator[Gradebook]:
    with Gradebook(url, "spring") as book:
        yield book


def test_everything_is_given_back(url: str, book: Gradebook) -> None:
    odd = result(("q1",), detail="nul \0, half \ud800, Zoë")
    book.put(KEY, odd)
    book.mark("m01", [MARK])
    book.hand_in("m01", [HAND_IN])
    book.know_bundle("m01", "bundle", Parts("c", {"q2": "2", "q1": "1"}, "a"))
    with Gradebook(url, "spring") as again:
        assert again.get(KEY) == odd
        assert [entry.result for entry in again.current("m01")] == [odd]
        assert again.marks("m01") == [MARK]
        assert again.hand_ins("m01") == {"alice": HAND_IN}
        assert again.bundles("m01") == {"bundle": Parts("c", {"q2": "2", "q1": "1"}, "a")}
        assert again.holdings() == [("spring", "m01")]


def test_the_rules_hold_in_every_database(book: Gradebook) -> None:
    book.put(KEY, result(("q1",)))
    book.put(KEY, result(outcome=Outcome.OUR_FAULT))
    assert book.get(KEY) == result(("q1",))
    book.mark("m01", [MARK])
    book.mark("m01", [dataclasses.replace(MARK, points=None, comment="again\0")])
    assert book.marks("m01") == [dataclasses.replace(MARK, comment="again")]
    second = dataclasses.replace(KEY, digest="second")
    book.put(second, result(("q2",)), counts=False)
    assert [entry.key for entry in book.current("m01")] == [KEY]
    assert book.get(second) == result(("q2",))


def test_two_classes_with_the_same_ids_stay_apart(url: str, book: Gradebook) -> None:
    book.put(KEY, result(("q1",)))
    book.mark("m01", [MARK])
    book.hand_in("m01", [HAND_IN])
    with Gradebook(url, "autumn") as other:
        assert other.get(KEY) is None
        assert (other.current("m01"), other.marks("m01"), other.hand_ins("m01")) == ([], [], {})
        other.put(KEY, result())
        other.mark("m01", [dataclasses.replace(MARK, points=0.0)])
    assert book.get(KEY) == result(("q1",))
    assert book.marks("m01") == [MARK]
    assert book.holdings() == [("autumn", "m01"), ("spring", "m01")]
    assert book.labs() == ["m01"]


def test_a_row_moved_to_another_class_is_noticed(url: str, book: Gradebook) -> None:
    book.put(KEY, result(("q1",)))
    book.mark("m01", [MARK])
    book.hand_in("m01", [HAND_IN])
    database = sql.create_engine(url)
    with database.begin() as connection:
        for name in ("results", "marks", "hand_ins"):
            connection.execute(sql.update(tables.metadata.tables[name]).values(class_name="autumn"))
    database.dispose()
    with Gradebook(url, "autumn") as other:
        assert other.get(KEY) is None
        assert other.hand_ins("m01") == {}
        with pytest.raises(CourseError, match="what people gave is damaged"):
            other.marks("m01")


@pytest.mark.parametrize("column", ["points", "comment", "question"])
def test_a_changed_mark_is_told(column: str, url: str, book: Gradebook) -> None:
    book.mark("m01", [MARK])
    database = sql.create_engine(url)
    with database.begin() as connection:
        changed = {"points": 4.0, "comment": "", "question": "q8"}[column]
        connection.execute(sql.update(tables.marks).values({column: changed}))
    database.dispose()
    with pytest.raises(CourseError, match="what people gave is damaged"):
        book.marks("m01")


def test_what_is_given_later_is_later_whatever_the_clock_says(
    book: Gradebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = [dataclasses.replace(MARK, answer="a" + str(n) * 11) for n in (3, 1, 2)]
    for now, mark in zip((300.0, 200.0, 100.0), marks, strict=True):
        monkeypatch.setattr("time.time", lambda now=now: now)
        book.mark("m01", [mark])
    assert book.marks("m01") == marks
    book.mark("m01", [dataclasses.replace(marks[0], points=2.0), dataclasses.replace(marks[1], points=3.0)])
    assert [mark.answer[1] for mark in book.marks("m01")] == ["2", "3", "1"]


def _put_many(url: str, name: str) -> None:
    with Gradebook(url, "spring") as book:
        for number in range(30):
            book.put(dataclasses.replace(KEY, submission=f"{name}{number:02}"), result(name=name))
            book.put(dataclasses.replace(KEY, submission="both"), result())
            book.use([dataclasses.replace(KEY, submission=who) for who in ("both", f"{name}{number:02}")])
            comment = Mark("both", "q9", MARK.answer, None, 4.0, name) if name == "a" else MARK
            book.mark("m01", [dataclasses.replace(comment, submission="both")])


def test_two_processes_make_and_fill_a_gradebook_at_once(url: str) -> None:
    context = multiprocessing.get_context("spawn")
    graders = [context.Process(target=_put_many, args=(url, name)) for name in "ab"]
    for grader in graders:
        grader.start()
    for grader in graders:
        grader.join()
        assert grader.exitcode == 0
    with Gradebook(url, "spring") as book:
        assert len(book.current("m01")) == 61
        (mark,) = book.marks("m01")
        assert mark.points == 1.5


def test_a_lock_that_is_held_is_told_in_one_line(
    url: str, book: Gradebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (engine, faults):
        monkeypatch.setattr(module, "LOCK_SECONDS", 0.1)
    database = sql.create_engine(url)
    with database.connect() as holder, Gradebook(url, "spring") as short:
        if holder.dialect.name == "sqlite":
            holder.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            holder.execute(sql.select(tables.version).with_for_update())
        assert short.current("m01") == []  # readers needn't wait
        with pytest.raises(
            CourseError, match=r"another program has held the gradebook .* run the same command"
        ):
            short.put(KEY, result())
    database.dispose()


def test_a_gradebook_changed_by_a_newer_program_meanwhile_is_not_written(url: str, book: Gradebook) -> None:
    database = sql.create_engine(url)
    with database.begin() as connection:
        connection.execute(sql.update(tables.version).values(version_num="99"))
    database.dispose()
    with pytest.raises(CourseError, match="another version of autograder has changed the gradebook"):
        book.put(KEY, result())
    with pytest.raises(CourseError, match="of a newer schema than this autograder knows"):
        Gradebook(url)


def test_another_programs_database_is_left_alone(url: str) -> None:
    database = sql.create_engine(url)
    with database.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('2')")
    with pytest.raises(CourseError, match=r"this is no gradebook.* left as it is"):
        Gradebook(url)
    with database.connect() as connection:
        assert sql.inspect(connection).get_table_names() == ["alembic_version"]
    database.dispose()


def test_a_server_that_dropped_its_connections_is_asked_again(postgres: str) -> None:
    database = sql.create_engine(postgres)
    with Gradebook(postgres, "spring") as book:
        book.put(KEY, result())
        with database.begin() as connection:
            drop = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            connection.exec_driver_sql(f"{drop} AND datname = current_database()")
        book.put(KEY, result(("q1",)))
        assert book.get(KEY) == result(("q1",))
    database.dispose()


def test_a_server_without_the_right_to_write(postgres: str) -> None:
    database = sql.create_engine(postgres)
    with database.begin() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS reader")
        connection.exec_driver_sql("CREATE ROLE reader LOGIN PASSWORD 'r3ader'")
        connection.exec_driver_sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        connection.exec_driver_sql("GRANT USAGE ON SCHEMA public TO reader")
    database.dispose()
    url = (
        sql.make_url(postgres).set(username="reader", password="r3ader").render_as_string(hide_password=False)
    )
    with pytest.raises(
        CourseError, match=r"can't be written .*permission denied.* Ask for the right"
    ) as raised:
        Gradebook(url)
    assert "r3ader" not in str(raised.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"password": "wr0ng"}, "password authentication failed"),
        ({"database": "nowhere"}, "does not exist"),
        ({"port": 1}, "refused"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told_without_the_password(
    change: dict[str, object], says: str, postgres: str
) -> None:
    url = sql.make_url(postgres).set(**change)
    with pytest.raises(CourseError, match=f"can't be reached .*{says}") as raised:
        Gradebook(url.render_as_string(hide_password=False))
    assert str(url.password) not in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (1205, "another program has held the gradebook"),
        (1021, "there is no room left for the gradebook"),
        (1142, "the gradebook can't be written"),
        (2006, "the gradebook can't be reached"),
    ],
)
def test_what_mysql_says_by_number_is_understood(code: int, says: str) -> None:
    driver = type("OperationalError", (Exception,), {"sqlstate": "HY000"})
    error = OperationalError("INSERT", {}, driver(code, "said with s3cret in it"))
    told = faults.explained(Place.of("mysql+pymysql://tina:s3cret@host/grades"), error)
    assert str(told).startswith(f"mysql+pymysql://tina@host/grades: {says}")
    assert "s3cret" not in str(told)


def test_a_password_that_is_missing_is_told(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    with pytest.raises(CourseError, match=r"no password supplied.*Passwords are not kept"):
        Gradebook(Place(Place.of(postgres).bare))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("postgresql://tina:s3cret@host:5432/grades", "postgresql://tina@host:5432/grades"),
        ("postgresql://host/grades?user=tina&password=s3cret", "postgresql://host/grades?user=tina"),
        (
            "postgresql://tina:s3%40cret@host/grades?sslmode=require",
            "postgresql://tina@host/grades?sslmode=require",
        ),
        ("mysql+pymysql://tina:s3cret@host/grades", "mysql+pymysql://tina@host/grades"),
        ("sqlite:///grades.sqlite", "grades.sqlite"),
        ("folder/grades.sqlite", "folder/grades.sqlite"),
    ],
)
def test_what_a_place_is_called(text: str, title: str) -> None:
    place = Place.of(text)
    assert place.title == title
    assert place.hidden(f"x\n {place.url.password or 's3cret'}") == (
        "x ***" if "cret" in text else "x s3cret"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("postgresql://tina:s3cret@host:port/grades", "the gradebook's URL can't be read"),
        ("oracle://tina:s3cret@host/grades", "can't be kept in 'oracle'"),
        ("nonsense://tina:s3cret@host/grades", "can't be kept in 'nonsense'"),
        ("sqlite://", "in memory would be lost"),
        ("sqlite:///:memory:", "in memory would be lost"),
    ],
)
def test_urls_that_cannot_be_used(text: str, says: str) -> None:
    with pytest.raises(
        CourseError, match=f"{says}.* Give one such as postgresql://user@host/database"
    ) as raised:
        Place.of(text)
    assert "s3cret" not in str(raised.value)


def test_a_missing_driver_is_told() -> None:
    with pytest.raises(CourseError, match=r"the driver of this gradebook is missing .*pip install"):
        Gradebook("mysql+nosuchdriver://tina:s3cret@host/grades")


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect(), mysql.dialect()])
def test_statements_can_be_made_for_every_database(dialect: sql.Dialect) -> None:
    """MySQL was not tried for real: it indexes at most 3072 bytes, of which a character takes four."""
    for table in tables.metadata.tables.values():
        made = str(sql.schema.CreateTable(table).compile(dialect=dialect))
        assert made.strip().startswith("CREATE TABLE")
        assert "FLOAT" not in made  # of which MySQL's have seven digits
        assert 4 * sum(column.type.length for column in table.primary_key) <= 3072
    lock = str(sql.select(tables.version.c.version_num).with_for_update().compile(dialect=dialect))
    assert ("FOR UPDATE" in lock) == (dialect.name != "sqlite")


def test_long_names_fit(book: Gradebook) -> None:
    key = Key("l" * 80, "ü" * 120, "b" * 64, "d" * 64, "e" * 300)
    book.put(key, result())
    assert book.get(key) == result()


def test_a_damaged_hand_in_is_as_if_it_were_not_there(path: Path) -> None:
    with Gradebook(path) as book:
        book.hand_in("m01", [HAND_IN, HandIn.by("bob")])
        database = sql.create_engine(f"sqlite:///{path}")
        with database.begin() as connection:
            text = sql.func.replace(tables.hand_ins.c.hand_in, "Alice", "Mallory")
            connection.execute(sql.update(tables.hand_ins).values(hand_in=text))
        database.dispose()
        assert book.hand_ins("m01") == {"bob": HandIn.by("bob")}
