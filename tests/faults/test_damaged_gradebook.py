"""A damaged gradebook is told in a line and left as it is, or what is damaged in it is graded again; never worse."""

from __future__ import annotations

import dataclasses
import random
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.gradebook import Gradebook, Key
from autograder.marks import Mark
from autograder.outcomes import Outcome, QuestionResult, Result, TestResult

KEYS = {f"student{n:02}": Key("lab", f"student{n:02}", "bundle", f"digest{n}", "engine") for n in range(20)}
SEEDS = range(50)


def right(name: str) -> Result:
    """A result of a usual size, different for each student."""
    score = float(name[-2:])
    tests = tuple(
        TestResult("q1", f"test_{n}", n > 1, n < score, 1.0, f"`x` is {n}, but should be {score}.", "t" * 300)
        for n in range(8)
    )
    return Result(name, "lab", Outcome.GRADED, (QuestionResult("q1", score, 20.0, tests),))


MARKS = [Mark(name, "q9", "a" + "0" * 11, 3.0, 4.0, f"well done, {name}") for name in KEYS]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a gradebook with a class in it, every one graded and read by people."""
    path = tmp_path_factory.mktemp("whole") / "gradebook.sqlite"
    with Gradebook(path) as book:
        for name, key in KEYS.items():
            book.put(key, right(name))
        book.mark("lab", MARKS)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gradebook.sqlite"


def regrade(path: Path) -> int:
    """What a run does with a gradebook; how many it graded again. Raises: CourseError."""
    with Gradebook(path) as book:
        known = [key for key in KEYS.values() if book.get(key) is not None]
        book.use(known)
        for name, key in KEYS.items():
            if key not in known:
                book.put(key, right(name))
        assert {e.key.submission: e.result for e in book.current("lab")} == {n: right(n) for n in KEYS}
    return len(KEYS) - len(known)


def assert_left_alone(path: Path, content: bytes, says: str) -> None:
    path.write_bytes(content)
    with pytest.raises(
        CourseError, match=f"{says}.*It was left as it is: move it away, or name another folder"
    ):
        regrade(path)
    assert path.read_bytes() == content


def test_one_that_is_whole_is_used(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    assert regrade(path) == 0


@pytest.mark.parametrize("keep", [50, 4096, 10_000, -4096])
def test_one_cut_short(keep: int, path: Path, whole: bytes) -> None:
    assert_left_alone(path, whole[:keep], "damaged")


def test_one_of_zeros(path: Path, whole: bytes) -> None:
    assert_left_alone(path, bytes(len(whole)), "damaged")


def test_one_with_zeros_in_the_middle(path: Path, whole: bytes) -> None:
    middle = len(whole) // 2 // 4096 * 4096
    assert_left_alone(path, whole[:middle] + bytes(8192) + whole[middle + 8192 :], "damaged")


def test_an_empty_one_is_a_new_one(path: Path) -> None:
    """As a grader leaves it that is killed before it has written anything."""
    path.touch()
    assert regrade(path) == len(KEYS)


@pytest.mark.parametrize("length", [1, 64, 700])
def test_random_bytes_anywhere_are_noticed_or_mended(length: int, path: Path, whole: bytes) -> None:
    ends: Counter[str] = Counter()
    for seed in SEEDS:
        rng = random.Random(1000 * length + seed)
        place = rng.randrange(len(whole) - length)
        damaged = whole[:place] + rng.randbytes(length) + whole[place + length :]
        path.write_bytes(damaged)
        said = ""
        try:
            ends["mended" if regrade(path) else "nothing lost"] += 1
        except CourseError as error:
            said = str(error)
        if said:
            ends["told"] += 1
            assert said.startswith(str(path))
            assert "\n" not in said
            assert path.read_bytes() == damaged
        for rest in path.parent.iterdir():
            rest.unlink()
    print(length, dict(ends))
    assert ends["mended"] > 0


def test_a_result_whose_text_was_changed_is_graded_again(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE results SET result = replace(result, '\"score\": 3.0', '\"score\": 9.0')")
    connection.close()
    assert regrade(path) == 1


def test_a_result_whose_key_was_changed_is_nobodys(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    with sqlite3.connect(path) as connection:
        change = "SET submission = 'student05' WHERE submission = 'student04'"
        connection.execute("DELETE FROM results WHERE submission = 'student05'")
        connection.execute(f"UPDATE results {change}")
        connection.execute("UPDATE results SET digest = 'digest5' WHERE submission = 'student05'")
    connection.close()
    assert regrade(path) == 2


def test_one_of_a_grader_before_seals_is_used(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE results SET result = substr(result, 1, instr(result, char(10)) - 1)")
    connection.close()
    assert regrade(path) == 0


def test_a_fault_of_ours_that_is_marked_as_a_grade_is_graded_again(path: Path) -> None:
    with Gradebook(path) as book:
        for name, key in KEYS.items():
            book.put(key, dataclasses.replace(right(name), outcome=Outcome.OUR_FAULT))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE results SET outcome = 'graded'")
    connection.close()
    assert regrade(path) == len(KEYS)


def test_a_lost_wal_file_loses_no_more_than_what_was_in_it(path: Path) -> None:
    names = list(KEYS)
    with Gradebook(path) as book:
        for name in names[:5]:
            book.put(KEYS[name], right(name))
    with Gradebook(path) as book:
        for name in names[5:8]:
            book.put(KEYS[name], right(name))
        content = path.read_bytes()
        assert path.with_name(path.name + "-wal").stat().st_size > 0
    path.write_bytes(content)
    assert regrade(path) == len(KEYS) - 5


def test_marks_stay_when_only_results_are_damaged(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE results SET result = substr(result, 5)")
    connection.close()
    assert regrade(path) == len(KEYS)
    with Gradebook(path) as book:
        assert book.marks("lab") == MARKS


def test_marks_that_are_no_text_are_told(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE marks SET comment = CAST(x'ff41' AS TEXT) WHERE submission = 'student07'")
    connection.close()
    with Gradebook(path) as book, pytest.raises(CourseError, match="what people gave is damaged"):
        book.marks("lab")
