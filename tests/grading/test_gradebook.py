"""The gradebook keeps what was worked out, serves two graders at once, and harms no file it can't use."""

import dataclasses
import multiprocessing
import sqlite3

import pytest

from autograder.errors import CourseError
from autograder.gradebook import Gradebook, Key
from autograder.outcomes import Outcome, QuestionResult, Result, TestResult

KEY = Key("lab", "alice", "bundle", "digest", "engine")


def result(score=1.0, outcome=Outcome.GRADED, submission="alice"):
    test = TestResult("q1", "test_x", hidden=True, passed=bool(score), points=2.0, message="Zoë <b>")
    return Result(
        submission, "lab", outcome, (QuestionResult("q1", score, 2.0, (test,)),), seconds={"all": 1.5}
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "gradebook.sqlite"


@pytest.fixture
def book(path):
    with Gradebook(path) as book:
        yield book


def test_gives_back_what_was_put(book):
    assert book.get(KEY) is None
    book.put(KEY, result())
    assert book.get(KEY) == result()


@pytest.mark.parametrize("name", ["lab", "submission", "bundle", "digest", "engine"])
def test_a_result_is_not_used_when_any_part_of_its_key_changed(book, name):
    book.put(KEY, result())
    assert book.get(dataclasses.replace(KEY, **{name: "other"})) is None


def test_stays_when_the_program_ends(path):
    with Gradebook(path) as book:
        book.put(KEY, result())
    with Gradebook(path) as book:
        assert book.get(KEY) == result()


def test_a_second_put_replaces_the_first(book):
    book.put(KEY, result(1.0))
    book.put(KEY, result(2.0))
    assert book.get(KEY) == result(2.0)
    assert len(book.current("lab")) == 1


def test_our_fault_is_in_the_class_but_never_used_again(book):
    book.put(KEY, result(outcome=Outcome.OUR_FAULT))
    assert book.get(KEY) is None
    assert [entry.result.outcome for entry in book.current("lab")] == [Outcome.OUR_FAULT]


def test_a_result_in_doubt_counts_until_it_is_graded_again(book):
    doubtful = dataclasses.replace(result(0.0, Outcome.KILLED), doubt="signal 9 in cell 1")
    book.put(KEY, doubtful)
    assert book.get(KEY) is None
    assert [entry.result for entry in book.current("lab")] == [doubtful]
    book.put(KEY, result(1.0))
    assert book.get(KEY) == result(1.0)


def test_our_fault_never_replaces_a_grade(book):
    book.put(KEY, result(2.0))
    book.put(KEY, result(outcome=Outcome.OUR_FAULT))
    assert book.get(KEY) == result(2.0)


def test_a_grade_replaces_our_fault(book):
    book.put(KEY, result(outcome=Outcome.OUR_FAULT))
    book.put(KEY, result(2.0))
    assert book.get(KEY) == result(2.0)


def test_the_version_handed_in_last_counts(book):
    second = dataclasses.replace(KEY, digest="second")
    book.put(KEY, result(1.0))
    book.put(second, result(2.0))
    assert [entry.result.score for entry in book.current("lab")] == [2.0]
    book.use([KEY])
    assert [entry.key for entry in book.current("lab")] == [KEY]


def test_current_lists_one_labs_students_by_id(book):
    for name in ("carol", "alice", "bob"):
        book.put(dataclasses.replace(KEY, submission=name), result(submission=name))
    book.put(dataclasses.replace(KEY, lab="other"), result())
    assert [entry.key.submission for entry in book.current("lab")] == ["alice", "bob", "carol"]
    assert book.labs() == ["lab", "other"]


def test_an_entry_that_cannot_be_read_is_graded_again_and_nobody_is_lost(book, path):
    book.put(KEY, result())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE results SET result = '{}'")
    connection.close()
    assert book.get(KEY) is None
    assert [entry.result.outcome for entry in book.current("lab")] == [Outcome.OUR_FAULT]


def _put_many(path, name):
    with Gradebook(path) as book:
        for number in range(50):
            book.put(dataclasses.replace(KEY, submission=f"{name}{number:02}"), result())
            book.put(dataclasses.replace(KEY, submission="both"), result())


def test_two_graders_write_at_once(path):
    context = multiprocessing.get_context("spawn")
    graders = [context.Process(target=_put_many, args=(path, name)) for name in "ab"]
    for grader in graders:
        grader.start()
    for grader in graders:
        grader.join()
        assert grader.exitcode == 0
    with Gradebook(path) as book:
        assert len(book.current("lab")) == 101


@pytest.mark.parametrize(
    "content",
    [b"not a database, but long enough to be read as one" * 100, b"SQLite format 3\0" + bytes(4096)],
)
def test_a_file_that_is_no_database_is_left_as_it_is(path, content):
    path.write_bytes(content)
    with pytest.raises(
        CourseError, match="It was left as it is: move it away, or name another folder with -o"
    ):
        Gradebook(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_as_it_is(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CourseError, match="this is no gradebook"):
        Gradebook(path)
    assert path.read_bytes() == before


def test_a_gradebook_of_a_newer_schema_is_left_as_it_is(path):
    Gradebook(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '99'")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(
        CourseError, match=r"of a newer schema than this autograder knows.*install the autograder"
    ):
        Gradebook(path)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path):
    with pytest.raises(CourseError, match="can't be written"):
        Gradebook(tmp_path / "nowhere" / "gradebook.sqlite")
