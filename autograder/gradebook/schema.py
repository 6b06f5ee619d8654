"""Prepares a gradebook on opening: a new one gets its tables, an older one the newer schema, others are refused."""

from __future__ import annotations

from contextlib import suppress

import sqlalchemy as sql
from sqlalchemy.exc import OperationalError

from autograder.errors import CourseError
from autograder.gradebook.engine import Database
from autograder.gradebook.faults import unusable
from autograder.gradebook.tables import HEAD, SCHEMAS, about, metadata, version

_ALWAYS = {"about", "results", "current"}  # tables of every schema


def prepare(database: Database) -> None:
    """Raises: CourseError when there is no gradebook, or one of a newer schema; it is then left as it is."""
    with database.reading() as connection:
        if connection.dialect.name == "sqlite":
            _check(database, connection)
        found = schema_of(database, connection)
    if found != HEAD:
        _renew(database)
    if database.place.path:
        _let_readers_in(database)


def schema_of(database: Database, connection: sql.Connection) -> str:
    """The schema's revision; empty where there are no tables at all. Raises: CourseError for what is no gradebook."""
    names = set(sql.inspect(connection).get_table_names())
    if not names:
        return ""
    if not names >= _ALWAYS:
        raise unusable(database.place, "this is no gradebook")
    if version.name not in names:
        query = sql.select(about.c.value).where(about.c.key == "schema")
    else:
        query = sql.select(version.c.version_num)
    found = connection.execute(query).scalar()
    if found is not None and found not in SCHEMAS:
        raise _newer(database)
    if found is None or (found == HEAD and not names >= set(metadata.tables)):
        raise unusable(database.place, "this is no gradebook")
    return str(found)


def _newer(database: Database) -> CourseError:
    what = "this gradebook is of a newer schema than this autograder knows"
    mend = "It was left as it is: install the autograder that made it, or a newer one"
    return CourseError(what, where=database.place.title, mend=mend)


def _check(database: Database, connection: sql.Connection) -> None:
    state = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()  # some ms for a large class
    if state != "ok":
        raise unusable(database.place, f"the gradebook is damaged ({' '.join(str(state).split())})")


def _renew(database: Database) -> None:
    """Makes the tables, or brings older ones to the newest schema, while nobody else writes."""
    with database.making() as connection:
        found = schema_of(database, connection)  # another may have been faster
        if not found:
            metadata.create_all(connection)
            version.metadata.create_all(connection)
            connection.execute(version.insert().values(version_num=HEAD))
        elif found != HEAD:
            from autograder.gradebook.migrate import migrate  # alembic takes 0.2 s to import

            migrate(database.place, connection, found)


def _let_readers_in(database: Database) -> None:
    """Readers then needn't wait for writers; where the file system can't do that, all works as well."""
    with database.reading() as connection:
        connection.exec_driver_sql("COMMIT")
        with suppress(OperationalError):
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
