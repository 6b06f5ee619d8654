"""An older gradebook is brought to the newest schema on opening, loses nothing, and is laid aside before."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sql
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from autograder.errors import CourseError
from autograder.gradebook import Gradebook, Key
from autograder.gradebook import migrate as migration
from autograder.gradebook.tables import HEAD, SCHEMAS, metadata
from autograder.marks import Mark
from autograder.outcomes import Answer, Outcome

ANSWER = Answer("q2", 4.0, "Because.").digest
MARKS = [
    Mark("alice", "q2", ANSWER, 3.5, 4.0, "It's 'good'; \"well\" done"),
    Mark("zoë", "q2", ANSWER, None, 4.0, "draft"),
    Mark("alice", "q2", "a00000000000", 1.0, 4.0),
]
FIRST = Key("m01", "alice", "b" * 64, "1" * 64, "1; Limits()")


def assert_all_there(book: Gradebook) -> None:
    """What the first schema's gradebook holds."""
    seen = {e.key.submission: (e.result.outcome, e.result.score, e.result.seed) for e in book.current("m01")}
    assert seen == {"alice": (Outcome.GRADED, 2.0, 7), "zoë": (Outcome.GRADED, 0.0, 7)}
    first = book.get(FIRST)
    assert first is not None
    assert (first.score, first.tests[1].detail) == (1.0, "for staff")
    assert book.marks("m01") == MARKS


def query(path: Path, text: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(text).fetchall()
    connection.close()
    return rows


def test_results_and_marks_survive(old: Path) -> None:
    with Gradebook(old) as book:
        assert_all_there(book)
        book.mark("m01", [Mark("zoë", "q2", ANSWER, 1.0, 4.0)])
        assert book.marks("m01")[-1] == Mark("zoë", "q2", ANSWER, 1.0, 4.0, "draft")
    with Gradebook(old) as book:
        assert len(book.marks("m01")) == 3


def test_one_of_before_there_were_marks(old: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("DROP TABLE marks")
    connection.close()
    with Gradebook(old) as book:
        assert [e.key.submission for e in book.current("m01")] == ["alice", "zoë"]
        book.mark("m01", MARKS)
        assert book.marks("m01") == MARKS


def test_a_copy_is_laid_aside_and_never_written_over(old: Path) -> None:
    before = old.read_bytes()
    copy = old.with_name("gradebook-schema-1.sqlite")
    Gradebook(old).close()
    assert query(copy, "SELECT value FROM about") == [("1",)]
    assert len(query(copy, "SELECT * FROM results")) == 3
    kept = copy.read_bytes()
    old.write_bytes(before)
    Gradebook(old).close()
    assert copy.read_bytes() == kept
    assert query(old.with_name("gradebook-schema-1-2.sqlite"), "SELECT value FROM about") == [("1",)]


def test_a_gradebook_of_the_newest_schema_is_not_copied(path: Path) -> None:
    Gradebook(path).close()
    Gradebook(path).close()
    assert list(path.parent.glob("*schema*")) == []


def test_no_copy_no_change(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Path, "replace", full)
    before = old.read_bytes()
    with pytest.raises(CourseError, match=r"no copy could be laid aside .*disk is full.* left as it is"):
        Gradebook(old)
    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir() if path.suffix == ".part"] == []


DIES = """
import os, sys
from alembic import op
from autograder.gradebook import Gradebook
drop = op.drop_table
op.drop_table = lambda name, **more: os._exit(9) if name == "marks_1" else drop(name, **more)
Gradebook(sys.argv[1])
"""


def test_killed_midway_it_is_as_before(old: Path) -> None:
    done = subprocess.run([sys.executable, "-c", DIES, str(old)], check=False)
    assert done.returncode == 9
    assert query(old, "SELECT value FROM about") == [("1",)]
    assert len(query(old, "SELECT * FROM marks")) == 3
    with Gradebook(old) as book:
        assert_all_there(book)


OPENS = """
import sys
from autograder.gradebook import Gradebook
sys.stdin.read()
with Gradebook(sys.argv[1]) as book:
    print(len(book.marks("m01")))
"""


def test_two_graders_open_an_older_one_at_once(old: Path) -> None:
    pipe = subprocess.PIPE
    graders = [
        subprocess.Popen([sys.executable, "-c", OPENS, str(old)], stdin=pipe, stdout=pipe, text=True)
        for _ in range(3)
    ]
    assert [grader.communicate()[0] for grader in graders] == ["3\n"] * 3
    assert len(list(old.parent.glob("*schema*"))) == 1
    with Gradebook(old) as book:
        assert_all_there(book)


def test_the_first_graders_program_refuses_the_newer_schema(old: Path) -> None:
    """It looks for its version in `about`."""
    Gradebook(old).close()
    assert query(old, "SELECT value FROM about WHERE key = 'schema'") == []


def test_every_schema_has_its_script(tmp_path: Path) -> None:
    scripts = ScriptDirectory(str(migration.MIGRATIONS))
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(SCHEMAS))
    assert scripts.get_heads() == [HEAD]


@pytest.mark.parametrize("made", ["migrated", "new"])
def test_migrated_and_new_gradebooks_have_the_same_tables(made: str, url: str) -> None:
    engine = sql.create_engine(url)
    if made == "migrated":
        with engine.begin() as connection:
            command.upgrade(migration.configuration(connection), "head")
    else:
        Gradebook(url).close()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        names = {name: sql.inspect(connection).get_pk_constraint(name) for name in metadata.tables}
    engine.dispose()
    assert {name: pk["constrained_columns"] for name, pk in names.items()} == {
        name: [column.name for column in table.primary_key] for name, table in metadata.tables.items()
    }
    Gradebook(url).close()


def test_an_up_to_date_gradebook_needs_no_alembic(path: Path) -> None:
    Gradebook(path).close()
    code = "import sys; from autograder.gradebook import Gradebook; Gradebook(sys.argv[1]).close(); "
    code += "print([name for name in sys.modules if name.startswith('alembic')])"
    command = [sys.executable, "-c", code, str(path)]
    seen = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ})
    assert seen.stdout == "[]\n"
