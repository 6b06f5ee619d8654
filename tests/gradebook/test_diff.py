"""Two gradings of a lab are compared wherever they lie, as their totals are in the grades."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from autograder.cli import main
from autograder.diff import compare, diff_csv, print_diff, standing
from autograder.gradebook import Gradebook
from autograder.marks import Mark
from autograder.outcomes import Answer, Outcome, Result
from autograder.people import HandIn, Person
from tests.gradebook.making import KEY, result

ANSWER = Answer("q4", 4.0, "Because.")
OLD = {
    "alice": result(("q1",), name="alice"),
    "bob": result(("q1", "q2"), name="bob"),
    "carol": result(("q1",), name="carol"),
    "gone": result(name="gone"),
    "dan": result(("q3",), name="dan"),
}
NEW = {
    "alice": result(("q1", "q2"), name="alice"),
    "bob": result(("q2", "q3"), name="bob"),
    "carol": result(("q1",), name="carol"),
    "dan": result(name="dan", outcome=Outcome.OUR_FAULT),
    "new": result(name="new"),
}


def write(path: Path | str, results: dict[str, Result], class_name: str = "", lab: str = "m01") -> None:
    if isinstance(path, Path):
        path.parent.mkdir(exist_ok=True)
    with Gradebook(path, class_name) as book:
        for name, one in results.items():
            book.put(replace(KEY, submission=name, lab=lab), one)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    write(tmp_path / "old" / "gradebook.sqlite", OLD)
    write(tmp_path / "new" / "gradebook.sqlite", NEW)
    with Gradebook(tmp_path / "new" / "gradebook.sqlite") as book:
        book.hand_in("m01", [HandIn("alice", (Person("alice", "[b]Alice"),))])
    return tmp_path / "old", tmp_path / "new"


def diff(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["diff", *map(str, arguments)], env={"COLUMNS": "120"})
    return done.exit_code, done.output


def test_two_folders(folders: tuple[Path, Path], tmp_path: Path) -> None:
    code, text = diff(*folders, "--csv", tmp_path / "diff.csv")
    old, new = folders
    assert code == 1
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines == [
        "student name points change now pass now fail",
        "alice [b]Alice 2 → 4 +2 q2.test_it",
        "bob 4 → 4 +0 q3.test_it q1.test_it",
        "dan 2 → none q3.test_it",
        "Changed: 3 of 4 in both.",
        "Tests that flipped: q3.test_it (1 now passes, 1 now fails), q1.test_it (1 now fails), "
        "q2.test_it (1 now passes).",
        f"Only in {old}: gone.",
        f"Only in {new}: new.",
        f"{old}: 5 scored, 10 points, mean 2.00.",
        f"{new}: 4 scored, 10 points, mean 2.50.",
    ]
    rows = (tmp_path / "diff.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1:] == [
        "alice,[b]Alice,2,4,+2,q2.test_it,,q2 0 → 2,graded,graded",
        "bob,,4,4,+0,q3.test_it,q1.test_it,q1 2 → 0; q3 0 → 2,graded,graded",
        "dan,,2,,,,q3.test_it,q3 2 → 0,graded,our fault",
        "gone,,,,,,,,only before,",
        "new,,,,,,,,,only after",
    ]


def test_a_grading_is_equal_to_itself(folders: tuple[Path, Path]) -> None:
    code, text = diff(folders[0], folders[0] / "gradebook.sqlite")
    assert code == 0
    assert text.startswith("Changed: 0 of 5 in both.")


def test_what_people_gave_counts_as_in_the_grades() -> None:
    unread = result(("q1",), answers=(ANSWER,))
    before = standing(unread)
    after = standing(unread, [Mark("alice", "q4", ANSWER.digest, 3.0, 4.0)])
    found = compare({"alice": before}, {"alice": after})
    (change,) = found.changes
    assert (change.before.total, change.after.total, change.points) == (2.0, 5.0, 3.0)
    assert "q4 none → 3" in diff_csv(found)


def test_tests_that_only_one_has_are_told_and_do_not_flip() -> None:
    before, after = (
        standing(result(("q1",), questions=("q1",))),
        standing(result(("q1", "q2"), questions=("q1", "q2"))),
    )
    found = compare({"alice": before}, {"alice": after})
    assert (found.gone, found.new) == ((), ("q2.test_it",))
    assert [(c.points, c.now_pass, c.now_fail) for c in found.changes] == [(2.0, (), ())]
    file = io.StringIO()
    print_diff(found, "old", "new", {}, Console(file=file, width=100))
    assert "Tests only in new: q2.test_it." in file.getvalue()


def test_another_outcome_is_a_change() -> None:
    before, after = standing(result(("q1",))), standing(result(("q1",), outcome=Outcome.RAISED))
    found = compare({"alice": before}, {"alice": after})
    file = io.StringIO()
    print_diff(found, "old", "new", {}, Console(file=file, width=100))
    assert "2 (graded → student code raised)" in file.getvalue()
    assert not found.equal


def test_a_database_of_many(folders: tuple[Path, Path], url: str) -> None:
    write(url, OLD, "spring")
    write(url, NEW, "autumn")
    write(url, NEW, "autumn", lab="m02")
    code, text = diff(folders[0], url)
    assert code == 2
    assert "holds several" in text
    assert "Choose with --lab and --class-name: m01 of autumn; m02 of autumn; m01 of spring" in text
    assert diff(folders[0], url, "--class-name", "spring")[0] == 0
    assert diff(folders[1], url, "--class-name", "autumn", "--lab", "m01")[0] == 0
    code, text = diff(folders[1], url, "--class-name", "autumn", "--lab", "m02")
    assert code == 2
    assert "the gradebook holds no such class or lab" in text or "holds m02, but" in text
    assert "s3cret" not in text


@pytest.mark.parametrize("where", ["nowhere", "empty", "nowhere.sqlite"])
def test_what_cannot_be_read_is_told_in_one_line(
    where: str, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    code, text = diff(folders[0], tmp_path / where)
    assert code == 2
    assert "there is no gradebook. Name an output folder of autograder grade" in text
    assert text.count("\n") == 1


def test_another_labs_grades_are_not_compared(folders: tuple[Path, Path], tmp_path: Path) -> None:
    write(tmp_path / "other" / "gradebook.sqlite", NEW, lab="m02")
    code, text = diff(folders[0], tmp_path / "other")
    assert code == 2
    assert "holds m02, but" in text


def test_a_table_that_cannot_be_written(folders: tuple[Path, Path], tmp_path: Path) -> None:
    code, text = diff(*folders, "--csv", tmp_path)
    assert code == 2
    assert "can't be written" in text
