"""Connections to a gradebook's database: on every kind of it one writer at a time, and readers beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sql
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from autograder.errors import CourseError
from autograder.gradebook.faults import LOCK_SECONDS, explained, unusable
from autograder.gradebook.keys import as_text
from autograder.gradebook.place import Place
from autograder.gradebook.tables import HEAD, version
from autograder.interrupts import ctrl_c_waits

_CONNECT_SECONDS = 10
_DRIVERS = {"postgresql": "psycopg[binary]", "mysql": "mysqlclient", "mariadb": "mysqlclient"}


class Database:
    """A gradebook's database. What goes wrong in its blocks is raised as a CourseError of one line."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._engine = _engine(place)
        self._writing = self._engine.execution_options(writes=True)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sql.Connection]:
        """A transaction that sees one state of everything."""
        with ctrl_c_waits(), self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sql.Connection]:
        """A transaction during which nobody else writes; all of it happens, or nothing."""
        with ctrl_c_waits(), self._explained(), self._writing.begin() as connection:
            found = connection.execute(sql.select(version.c.version_num).with_for_update()).scalar()
            if found != HEAD:
                raise unusable(
                    self.place, "another version of autograder has changed the gradebook meanwhile"
                )
            yield connection

    @contextmanager
    def making(self) -> Iterator[sql.Connection]:
        """As `writing`, for the tables themselves, of which there may be none yet."""
        with ctrl_c_waits(), self._explained(), self._writing.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('autograder gradebook'))")
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise explained(self.place, error) from None
        except UnicodeDecodeError:  # SQLite's own message quotes what it met in the file
            raise unusable(self.place, "this is no gradebook, or it is damaged") from None


def _engine(place: Place) -> sql.Engine:
    kind = place.url.get_backend_name()
    timeout = {"timeout": LOCK_SECONDS} if kind == "sqlite" else {"connect_timeout": _CONNECT_SECONDS}
    try:
        engine = sql.create_engine(place.url, connect_args=timeout, pool_pre_ping=kind != "sqlite")
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        what = f"the driver of this gradebook is missing ({place.hidden(error)})"
        mend = f"Install it: pip install '{_DRIVERS.get(kind, kind)}'"
        raise CourseError(what, where=place.title, mend=mend) from None
    if kind == "sqlite":
        sql.event.listen(engine, "connect", _manual_transactions)
    sql.event.listen(engine, "begin", _begin)
    return engine


def _manual_transactions(driver: sqlite3.Connection, _record: object) -> None:
    driver.isolation_level = None  # else Python's sqlite3 begins transactions where it sees fit
    driver.text_factory = as_text
    driver.execute("PRAGMA synchronous=NORMAL")  # with WAL: safe when a program dies, and fast


def _begin(connection: sql.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    if connection.dialect.name == "sqlite":  # a writer waits its turn; a lock taken later fails instead
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS:g}s'")
    else:
        connection.exec_driver_sql(f"SET SESSION innodb_lock_wait_timeout = {LOCK_SECONDS:.0f}")
