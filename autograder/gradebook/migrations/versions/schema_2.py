"""The second schema: many classes in one database, seals of marks, how submissions came in, parts of bundles."""

from typing import Any

import sqlalchemy as sql
from alembic import op
from sqlalchemy.dialects.mysql import LONGTEXT

revision = "2"
down_revision = "1"

_LONG = sql.Text().with_variant(LONGTEXT(), "mysql", "mariadb")
_LENGTHS = {
    "class_name": 80,
    "lab": 80,
    "submission": 130,
    "bundle": 64,
    "digest": 64,
    "engine": 300,
    "question": 100,
    "answer": 20,
}
_KEY = ("lab", "submission", "bundle", "digest", "engine")


def upgrade() -> None:
    _renew("about", [sql.Column("key", sql.String(80))], [sql.Column("value", _LONG)])
    _renew("results", _named("class_name", *_KEY), _result_columns())
    _renew("current", _named("class_name", *_KEY[:2]), _named(*_KEY[2:]))
    mark = ("class_name", "lab", "submission", "question", "answer")
    _renew("marks", _named(*mark), _mark_columns(), sql.Column("seal", sql.String(64)))
    _make(
        "hand_ins", _named("class_name", "lab", "submission"), [sql.Column("hand_in", _LONG, nullable=False)]
    )
    _make("bundles", _named("class_name", "lab", "bundle"), [sql.Column("parts", _LONG, nullable=False)])
    about = sql.table(
        "about", sql.column("key")
    )  # without its row, programs of before leave the gradebook alone
    _make("reported", _named("class_name", *_KEY[:2]), _named(*_KEY[2:]))
    op.execute("INSERT INTO reported SELECT * FROM current")
    op.execute(about.delete().where(about.c.key == "schema"))


def _result_columns() -> list[sql.Column[Any]]:
    numbers = [sql.Column(name, sql.Double, nullable=False) for name in ("score", "points", "stored_at")]
    outcome = sql.Column("outcome", sql.String(40), nullable=False)
    return [outcome, *numbers, sql.Column("result", _LONG, nullable=False)]


def _mark_columns() -> list[sql.Column[Any]]:
    return [
        sql.Column("points", sql.Double),
        sql.Column("out_of", sql.Double, nullable=False),
        sql.Column("comment", _LONG, nullable=False),
        sql.Column("stored_at", sql.Double, nullable=False),
    ]


def _named(*names: str) -> list[sql.Column[Any]]:
    return [sql.Column(name, sql.String(_LENGTHS[name]), nullable=False) for name in names]


def _make(name: str, key: list[sql.Column[Any]], more: list[sql.Column[Any]]) -> sql.Table:
    names = [column.name for column in key]
    return op.create_table(name, *key, *more, sql.PrimaryKeyConstraint(*names, name=f"pk_{name}"))


def _renew(name: str, key: list[sql.Column[Any]], more: list[sql.Column[Any]], *new: sql.Column[Any]) -> None:
    """Makes a table anew and copies the rows; the class of all that was there has no name."""
    exists = sql.inspect(op.get_bind()).has_table(name)
    if exists:
        op.rename_table(name, f"{name}_1")
    names = [column.name for column in (*key, *more)]
    table = _make(name, key, [*more, *new])
    if exists:
        old = sql.table(f"{name}_1", *(sql.column(column) for column in names))
        values = [sql.literal("") if column == "class_name" else old.c[column] for column in names]
        op.execute(table.insert().from_select(names, sql.select(*values)))
        op.drop_table(f"{name}_1")
