"""Brings an older gradebook to the newest schema by alembic's scripts, after a copy of a file was laid aside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sql
from alembic import command
from alembic.config import Config

from autograder.errors import CourseError
from autograder.gradebook.place import Place

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(place: Place, connection: sql.Connection, found: str) -> None:
    """All of it happens in the connection's transaction, or nothing. Raises: CourseError when no copy can be made."""
    if place.path:
        _lay_aside(place.path, found)
    config = configuration(connection)
    if not sql.inspect(connection).has_table("alembic_version"):
        command.stamp(config, found)
    command.upgrade(config, "head")


def configuration(connection: sql.Connection) -> Config:
    """What alembic is told: where the scripts are, and whose tables."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _lay_aside(path: Path, found: str) -> None:
    """Copies the file to `gradebook-schema-1.sqlite` beside it; never over another copy."""
    names = [
        f"{path.stem}-schema-{found}{extra}{path.suffix}"
        for extra in ("", *(f"-{n}" for n in range(2, 1000)))
    ]
    target = next(copy for name in names if not (copy := path.with_name(name)).exists())
    draft = target.with_name(target.name + ".part")
    try:
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(draft)) as new:
            old.backup(new)
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        draft.unlink(missing_ok=True)
        what = f"no copy could be laid aside before its schema is renewed ({error})"
        mend = "Make room and allow writing in its folder; the gradebook was left as it is"
        raise CourseError(what, where=str(path), mend=mend) from None
