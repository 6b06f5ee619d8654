"""The first schema: one lab of one class, in a file of its own."""

from typing import Any

import sqlalchemy as sql
from alembic import op

revision = "1"
down_revision = None

_KEY = ("lab", "submission", "bundle", "digest", "engine")


def upgrade() -> None:
    _make("about", ("key",), sql.Column("value", sql.String))
    _make(
        "results",
        _KEY,
        sql.Column("outcome", sql.String, nullable=False),
        sql.Column("score", sql.Float, nullable=False),
        sql.Column("points", sql.Float, nullable=False),
        sql.Column("result", sql.Text, nullable=False),
        sql.Column("stored_at", sql.Float, nullable=False),
    )
    _make("current", _KEY[:2], *(sql.Column(name, sql.String) for name in _KEY[2:]))
    _make(
        "marks",
        ("lab", "submission", "question", "answer"),
        sql.Column("points", sql.Float),
        sql.Column("out_of", sql.Float, nullable=False),
        sql.Column("comment", sql.Text, nullable=False),
        sql.Column("stored_at", sql.Float, nullable=False),
    )
    op.execute("INSERT INTO about VALUES ('schema', '1')")


def _make(name: str, key: tuple[str, ...], *more: sql.Column[Any]) -> None:
    columns = [sql.Column(column, sql.String) for column in key]
    op.create_table(name, *columns, *more, sql.PrimaryKeyConstraint(*key, name=f"{name}_pkey"))
