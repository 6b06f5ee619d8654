"""The gradebook: every result that was worked out, by what it depends on, and what people gave, in one SQLite file."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sql
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, OperationalError

from autograder.errors import CourseError
from autograder.interrupts import ctrl_c_waits
from autograder.marks import Mark
from autograder.outcomes import Outcome, Result

SCHEMA = "1"
LOCK_SECONDS = 30.0  # how long one grader waits while another writes
_LEAST_BYTES = 1 << 18

_tables = sql.MetaData()
_about = sql.Table(
    "about", _tables, sql.Column("key", sql.String, primary_key=True), sql.Column("value", sql.String)
)


def _key_columns() -> list[sql.Column[Any]]:
    names = ("lab", "submission", "bundle", "digest", "engine")
    return [sql.Column(name, sql.String, primary_key=True) for name in names]


_results = sql.Table(
    "results",
    _tables,
    *_key_columns(),
    sql.Column("outcome", sql.String, nullable=False),
    sql.Column("score", sql.Float, nullable=False),
    sql.Column("points", sql.Float, nullable=False),
    sql.Column("result", sql.Text, nullable=False),  # Result.to_json, sealed
    sql.Column("stored_at", sql.Float, nullable=False),  # seconds since 1970
)
# which of a student's results counts: that of the version that was handed in last
_current = sql.Table(
    "current",
    _tables,
    *[sql.Column(c.name, sql.String, primary_key=c.name in ("lab", "submission")) for c in _key_columns()],
)
# what people gave, and for which text: no grading touches it
_marks = sql.Table(
    "marks",
    _tables,
    *[sql.Column(name, sql.String, primary_key=True) for name in ("lab", "submission", "question", "answer")],
    sql.Column("points", sql.Float),  # null: a comment on what is still to be read
    sql.Column("out_of", sql.Float, nullable=False),
    sql.Column("comment", sql.Text, nullable=False),
    sql.Column("stored_at", sql.Float, nullable=False),
)
_LATER = {_marks.name}  # tables that an older gradebook of this version may lack


@dataclass(frozen=True)
class Key:
    """All that a result depends on; as long as none of it changes, nothing is graded again."""

    lab: str
    submission: str  # id
    bundle: str  # digest
    digest: str  # of the submission
    engine: str  # version


@dataclass(frozen=True)
class Entry:
    """A result and what it was worked out from."""

    key: Key
    result: Result


class Gradebook:
    """One SQLite file; several graders may have it open at once. Use as a context manager.

    Raises: CourseError when the file is no gradebook, or of another version; it is then left as it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        url = sql.URL.create("sqlite", database=str(path))
        self._engine = sql.create_engine(url, connect_args={"timeout": LOCK_SECONDS})
        sql.event.listen(self._engine, "connect", _manual_transactions)
        sql.event.listen(self._engine, "begin", _lock_at_once)
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    def get(self, key: Key) -> Result | None:
        """The result for exactly this key; None when there is none, or only a fault of ours, or one in doubt."""
        query = sql.select(_results.c.result).where(*_matches(key), _results.c.outcome != Outcome.OUR_FAULT)
        with self._transaction() as connection:
            text = connection.execute(query).scalar()
        result = None if text is None else _read(key, text)
        usable = result is not None and result.outcome is not Outcome.OUR_FAULT and not result.doubt
        return result if usable else None

    def put(self, key: Key, result: Result) -> None:
        """Stores a result, and makes it the one that counts; a fault of ours never replaces a grade."""
        row = {
            **asdict(key),
            "outcome": result.outcome,
            "score": result.score,
            "points": result.points,
            "result": _sealed(key, result.to_json()),
            "stored_at": time.time(),
        }
        new = insert(_results).values(row)
        keep = sql.and_(new.excluded.outcome == Outcome.OUR_FAULT, _results.c.outcome != Outcome.OUR_FAULT)
        upsert = new.on_conflict_do_update(
            index_elements=list(asdict(key)), set_=dict(new.excluded.items()), where=sql.not_(keep)
        )
        with self._transaction() as connection:
            connection.execute(upsert)
            _make_current(connection, [key])

    def use(self, keys: Iterable[Key]) -> None:
        """Makes results that are there already the ones that count."""
        with self._transaction() as connection:
            _make_current(connection, list(keys))

    def current(self, lab: str) -> list[Entry]:
        """Of each student the result that counts, by id."""
        names = [column.name for column in _key_columns()]
        same = sql.and_(*(_results.c[name] == _current.c[name] for name in names))
        columns = [*(_results.c[name] for name in names), _results.c.result]
        query = sql.select(*columns).join(_current, same).where(_results.c.lab == lab).order_by("submission")
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return [_entry(Key(*row[:-1]), row[-1]) for row in rows]

    def mark(self, lab: str, marks: Iterable[Mark]) -> None:
        """Stores what people gave, all or nothing; what is empty in a mark leaves what was there."""
        rows = [{"lab": lab, **asdict(mark), "stored_at": time.time()} for mark in marks]
        new = insert(_marks)
        given, old = new.excluded, _marks.c
        values = {
            "points": sql.func.coalesce(given.points, old.points),
            "out_of": sql.case((given.points.is_(None), old.out_of), else_=given.out_of),
            "comment": sql.case((given.comment == "", old.comment), else_=given.comment),
        }
        changed = sql.or_(*(old[name].is_distinct_from(value) for name, value in values.items()))
        upsert = new.on_conflict_do_update(
            index_elements=["lab", "submission", "question", "answer"],
            set_={**values, "stored_at": given.stored_at},
            where=changed,
        )
        with self._transaction() as connection:
            if rows:
                connection.execute(upsert, rows)

    def marks(self, lab: str) -> list[Mark]:
        """All that people ever gave in a lab, oldest first."""
        columns = [
            _marks.c[name] for name in ("submission", "question", "answer", "points", "out_of", "comment")
        ]
        query = sql.select(*columns).where(_marks.c.lab == lab).order_by("stored_at", sql.text("rowid"))
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        if not all(_is_mark(*row) for row in rows):
            raise self._unusable("what people gave is damaged")
        return [Mark(*row) for row in rows]

    def labs(self) -> list[str]:
        """The labs that somebody's result is of."""
        with self._transaction() as connection:
            return list(connection.execute(sql.select(_current.c.lab).distinct().order_by("lab")).scalars())

    def _open(self) -> None:
        with self._transaction() as connection:
            state = connection.exec_driver_sql(
                "PRAGMA integrity_check(1)"
            ).scalar()  # some ms for a large class
            if state != "ok":
                raise self._unusable(f"the gradebook is damaged ({' '.join(str(state).split())})")
            found = set(sql.inspect(connection).get_table_names())
            if not found:
                _tables.create_all(connection)
                connection.execute(insert(_about).values(key="schema", value=SCHEMA))
                found = set(_tables.tables)
            if not found | _LATER >= set(_tables.tables) or _version(connection) != SCHEMA:
                raise self._unusable(f"this is no gradebook of version {SCHEMA}")
            _tables.create_all(connection, checkfirst=True)
            # readers then needn't wait for writers; where the file system can't do that, all works as well
            connection.exec_driver_sql("COMMIT")
            with suppress(OperationalError):
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")

    @contextmanager
    def _transaction(self) -> Iterator[sql.Connection]:
        with ctrl_c_waits(), self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            raise self._refused(error) from None
        except DatabaseError as error:
            raise self._unusable(f"this is no gradebook, or it is damaged ({error.orig})") from None
        except UnicodeDecodeError:  # SQLite's own message quotes what it met in the file
            raise self._unusable("this is no gradebook, or it is damaged") from None

    def _refused(self, error: OperationalError) -> CourseError:
        """What the system did not let us do with the file, and what to do about it."""
        name = str(getattr(error.orig, "sqlite_errorname", ""))
        where = str(self.path)
        if name == "SQLITE_FULL" or (name.startswith("SQLITE_IOERR") and _is_full(self.path.parent)):
            mend = "Make room and run the same command again: what is done is kept"
            return CourseError("there is no room left on the disk of the gradebook", where=where, mend=mend)
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            mend = "Allow writing in its folder, or name another folder with -o"
            return CourseError(f"the gradebook can't be written ({error.orig})", where=where, mend=mend)
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            mend = "Wait until that has ended, and run the same command again"
            what = f"another program has held the gradebook for {LOCK_SECONDS:.0f} s"
            return CourseError(what, where=where, mend=mend)
        return self._unusable(f"the gradebook can't be used ({error.orig})")

    def _unusable(self, what: str) -> CourseError:
        return CourseError(
            what,
            where=str(self.path),
            mend="It was left as it is: move it away, or name another folder with -o",
        )


def _manual_transactions(driver: sqlite3.Connection, _record: object) -> None:
    driver.isolation_level = None  # else Python's sqlite3 begins transactions where it sees fit
    driver.text_factory = _as_text
    driver.execute("PRAGMA synchronous=NORMAL")  # with WAL: safe when a program dies, and fast


def _lock_at_once(connection: sql.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # waits its turn; a lock taken later fails instead


def _version(connection: sql.Connection) -> str | None:
    return connection.execute(sql.select(_about.c.value).where(_about.c.key == "schema")).scalar()


def _matches(key: Key) -> list[sql.ColumnElement[bool]]:
    return [_results.c[name] == value for name, value in asdict(key).items()]


def _make_current(connection: sql.Connection, keys: list[Key]) -> None:
    if keys:
        new = insert(_current)
        upsert = new.on_conflict_do_update(
            index_elements=["lab", "submission"], set_=dict(new.excluded.items())
        )
        connection.execute(upsert, [asdict(key) for key in keys])


def _as_text(raw: bytes) -> str:
    """Text that is no UTF-8 is damaged: of a result its seal tells that, and only that one is graded again."""
    return raw.decode("utf-8", "surrogateescape")


def _is_mark(*values: object) -> bool:
    """Whether a row of `marks` holds what was stored: no other kind of value, and no text that isn't UTF-8."""
    *texts, points, out_of, comment = values
    written = all(
        isinstance(text, str) and _as_text(text.encode("utf-8", "replace")) == text for text in texts
    )
    commented = isinstance(comment, str) and _as_text(comment.encode("utf-8", "replace")) == comment
    return written and commented and isinstance(points, float | None) and isinstance(out_of, float)


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < _LEAST_BYTES


def _sealed(key: Key, text: str) -> str:
    """The text with a line that tells whether it, or its key, was damaged later."""
    return f"{text}\n{_digest(key, text)}"


def _digest(key: Key, text: str) -> str:
    parts = (*asdict(key).values(), text)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _read(key: Key, text: object) -> Result | None:
    """The result; None for one that is damaged, as if it weren't there: it will be graded again."""
    body, line, digest = str(text).rpartition("\n")
    if line and digest != _digest(key, body):
        return None
    try:
        return Result.from_json(body if line else str(text))  # an older grader's has no seal
    except (ValueError, KeyError, TypeError):
        return None


def _entry(key: Key, text: object) -> Entry:
    lost = Result(key.submission, key.lab, Outcome.OUR_FAULT, detail="The gradebook's entry can't be read.")
    return Entry(key, _read(key, text) or lost)
