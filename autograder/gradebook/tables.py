"""The gradebook's tables, as the newest of its schemas has them; lengths are such that MySQL can index them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sql
from sqlalchemy.dialects.mysql import LONGTEXT

SCHEMAS = ("1", "2")  # the revisions in migrations/versions, in order
HEAD = SCHEMAS[-1]

metadata = sql.MetaData(naming_convention={"pk": "pk_%(table_name)s"})
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


def _named(*names: str, keys: int | None = None) -> list[sql.Column[Any]]:
    """Columns of names, of which the first `keys`, or all, are the primary key."""
    keys = len(names) if keys is None else keys
    return [
        sql.Column(name, sql.String(_LENGTHS[name]), primary_key=number < keys, nullable=False)
        for number, name in enumerate(names)
    ]


# what is known of the gradebook itself: in an output folder's own, where the grades are, if elsewhere
about = sql.Table(
    "about", metadata, sql.Column("key", sql.String(80), primary_key=True), sql.Column("value", _LONG)
)
results = sql.Table(
    "results",
    metadata,
    *_named("class_name", "lab", "submission", "bundle", "digest", "engine"),
    sql.Column("outcome", sql.String(40), nullable=False),
    sql.Column("score", sql.Double, nullable=False),
    sql.Column("points", sql.Double, nullable=False),
    sql.Column("result", _LONG, nullable=False),  # Result.to_json, sealed
    sql.Column("stored_at", sql.Double, nullable=False),  # seconds since 1970
)
# which of a student's results counts
current = sql.Table(
    "current", metadata, *_named("class_name", "lab", "submission", "bundle", "digest", "engine", keys=3)
)
# those that counted when reports were last written, to tell what has changed since
reported = sql.Table(
    "reported", metadata, *_named("class_name", "lab", "submission", "bundle", "digest", "engine", keys=3)
)
# what people gave, and for which text: no grading touches it
marks = sql.Table(
    "marks",
    metadata,
    *_named("class_name", "lab", "submission", "question", "answer"),
    sql.Column("points", sql.Double),  # null: a comment on what is still to be read
    sql.Column("out_of", sql.Double, nullable=False),
    sql.Column("comment", _LONG, nullable=False),
    sql.Column("stored_at", sql.Double, nullable=False),
    sql.Column("seal", sql.String(64)),  # null: given before marks were sealed
)
# how each submission came in
hand_ins = sql.Table(
    "hand_ins",
    metadata,
    *_named("class_name", "lab", "submission"),
    sql.Column("hand_in", _LONG, nullable=False),  # HandIn.to_json, sealed
)
# of each bundle that results were worked out with, what a change of it would touch
bundles = sql.Table(
    "bundles",
    metadata,
    *_named("class_name", "lab", "bundle"),
    sql.Column("parts", _LONG, nullable=False),  # Parts.to_json, sealed
)
# alembic's own table, which it makes itself when it migrates; its one row is also the writers' lock
version = sql.Table(
    "alembic_version", sql.MetaData(), sql.Column("version_num", sql.String(32), primary_key=True)
)
