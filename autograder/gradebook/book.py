"""The gradebook of one class: results, which of them count, what people gave, and how submissions came in."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sql

from autograder.gradebook import tables
from autograder.gradebook.engine import Database
from autograder.gradebook.faults import unusable
from autograder.gradebook.keys import Entry, Key, entry_of, is_mark, seal_of, sealed, unsealed
from autograder.gradebook.place import Place
from autograder.gradebook.schema import prepare
from autograder.marks import Mark
from autograder.outcomes import Outcome, Result
from autograder.parts import Parts
from autograder.people import HandIn

_KEY = ("lab", "submission", "bundle", "digest", "engine")
_MARK = ("submission", "question", "answer", "comment", "points", "out_of")
_TICK = 1e-6  # seconds; what is stored later has a later time, whatever the clock says


class Gradebook:
    """One class's part of a gradebook; several graders may have it open at once. Use as a context manager.

    A file in an output folder holds one class without a name; a database may hold many, each with its own.
    Raises: CourseError when there is no gradebook, or one of a newer schema; it is then left as it is.
    """

    def __init__(self, place: Path | str | Place, class_name: str = "") -> None:
        self.place = place if isinstance(place, Place) else Place.of(place)
        self.class_name = class_name
        self._names = (class_name,) if class_name else ()  # what seals cover beside the key
        self._database = Database(self.place)
        try:
            prepare(self._database)
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
        self._database.close()

    def get(self, key: Key) -> Result | None:
        """The result for exactly this key; None when there is none, or only a fault of ours, or one in doubt."""
        query = sql.select(tables.results.c.result).where(*self._at(tables.results, **asdict(key)))
        with self._database.reading() as connection:
            text = connection.execute(query).scalar()
        entry = entry_of(key, text, *self._names)
        return entry.result if text is not None and entry.usable else None

    def earlier(self, key: Key) -> list[Entry]:
        """The usable results for the same submission and engine, but of other bundles; the newest first."""
        stored = tables.results.c
        names = {name: value for name, value in asdict(key).items() if name != "bundle"}
        query = sql.select(stored.bundle, stored.result).where(
            *self._at(tables.results, **names), stored.bundle != key.bundle
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(stored.stored_at.desc())).all()
        entries = [entry_of(replace(key, bundle=bundle), text, *self._names) for bundle, text in rows]
        return [entry for entry in entries if entry.usable]

    def put(self, key: Key, result: Result, *, counts: bool = True) -> None:
        """Stores a result, and makes it the one that counts; a fault of ours never replaces a grade."""
        row = {
            "class_name": self.class_name,
            **asdict(key),
            "outcome": str(result.outcome),
            "score": result.score,
            "points": result.points,
            "result": sealed(result.to_json(), *self._names, *key.parts),
            "stored_at": time.time(),
        }
        query = sql.select(tables.results.c.outcome).where(*self._at(tables.results, **asdict(key)))
        with self._database.writing() as connection:
            before = connection.execute(query).scalar()
            if result.outcome is not Outcome.OUR_FAULT or before in (None, str(Outcome.OUR_FAULT)):
                _replace(connection, tables.results, [row])
            if counts:
                self._make_current(connection, [key])

    def use(self, keys: Iterable[Key]) -> None:
        """Makes results that are there already the ones that count."""
        with self._database.writing() as connection:
            self._make_current(connection, keys)

    def current(self, lab: str) -> list[Entry]:
        """Of each student the result that counts, by id."""
        return self._entries(lab, self._choosing(tables.current))

    def superseded(self, lab: str) -> list[Entry]:
        """Those that counted when reports were last written, and don't any more."""
        names = ("class_name", *_KEY)
        same = sql.and_(*(tables.reported.c[name] == tables.current.c[name] for name in names))
        query = self._choosing(tables.reported).outerjoin(tables.current, same)
        return self._entries(lab, query.where(tables.current.c.lab.is_(None)))

    def note_reported(self, keys: Iterable[Key]) -> None:
        """Notes that reports say what these results say."""
        with self._database.writing() as connection:
            _replace(connection, tables.reported, self._key_rows(keys))

    def _choosing(self, table: sql.Table) -> sql.Select[Any]:
        """The results that a table of keys names."""
        stored = tables.results.c
        same = [stored[name] == table.c[name] for name in ("class_name", *_KEY)]
        return sql.select(*(stored[name] for name in _KEY), stored.result).join(table, sql.and_(*same))

    def _entries(self, lab: str, query: sql.Select[Any]) -> list[Entry]:
        with self._database.reading() as connection:
            rows = connection.execute(query.where(*self._at(tables.results, lab=lab))).all()
        entries = [entry_of(Key(*row[:-1]), row[-1], *self._names) for row in rows]
        return sorted(entries, key=lambda entry: entry.key.submission)

    def mark(self, lab: str, marks: Iterable[Mark]) -> None:
        """Stores what people gave, all or nothing; what is empty in a mark leaves what was there."""
        with self._database.writing() as connection:
            rows = self._mark_rows(connection, lab)
            known = {(mark.submission, mark.question, mark.answer): mark for mark, _ in rows}
            now = max([time.time(), *(stored_at + _TICK for _, stored_at in rows)])
            changed = {}
            for number, mark in enumerate(marks):
                name = (mark.submission, mark.question, mark.answer)
                whole = _updated(known.get(name), mark)
                if known.get(name) != whole:
                    known[name] = whole
                    seal = seal_of(whole, *self._names, lab)
                    stored = {"lab": lab, **asdict(whole), "stored_at": now + number * _TICK, "seal": seal}
                    changed[name] = {"class_name": self.class_name, **stored}
            _replace(connection, tables.marks, list(changed.values()))

    def marks(self, lab: str) -> list[Mark]:
        """All that people ever gave in a lab, oldest first. Raises: CourseError where any of it is damaged."""
        with self._database.reading() as connection:
            return [mark for mark, _ in self._mark_rows(connection, lab)]

    def hand_in(self, lab: str, hand_ins: Iterable[HandIn]) -> None:
        """Stores how submissions came in."""
        rows = [
            {
                **(names := {"class_name": self.class_name, "lab": lab, "submission": hand_in.submission}),
                "hand_in": sealed(hand_in.to_json(), *names.values()),
            }
            for hand_in in hand_ins
        ]
        with self._database.writing() as connection:
            _replace(connection, tables.hand_ins, rows)

    def hand_ins(self, lab: str) -> dict[str, HandIn]:
        """How each submission of a lab came in; without those whose entry is damaged, as if they weren't there."""
        stored = tables.hand_ins.c
        query = sql.select(stored.submission, stored.hand_in).where(*self._at(tables.hand_ins, lab=lab))
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        texts = {name: unsealed(text, self.class_name, lab, name) for name, text in rows}
        return {name: HandIn.from_json(text) for name, text in texts.items() if text is not None}

    def know_bundle(self, lab: str, bundle: str, parts: Parts) -> None:
        """Stores what a change of this bundle would touch."""
        if self.bundles(lab).get(bundle) != parts:
            names = {"class_name": self.class_name, "lab": lab, "bundle": bundle}
            row = {**names, "parts": sealed(parts.to_json(), *names.values())}
            with self._database.writing() as connection:
                _replace(connection, tables.bundles, [row])

    def bundles(self, lab: str) -> dict[str, Parts]:
        """The parts of each bundle that a lab's results were worked out with, by its digest."""
        stored = tables.bundles.c
        query = sql.select(stored.bundle, stored.parts).where(*self._at(tables.bundles, lab=lab))
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        texts = {bundle: unsealed(text, self.class_name, lab, bundle) for bundle, text in rows}
        return {bundle: Parts.from_json(text) for bundle, text in texts.items() if text is not None}

    def holdings(self) -> list[tuple[str, str]]:
        """The classes and labs that somebody has a result or a mark in."""
        pairs = [sql.select(t.c.class_name, t.c.lab) for t in (tables.current, tables.marks)]
        with self._database.reading() as connection:
            return sorted((row[0], row[1]) for row in connection.execute(sql.union(*pairs)))

    def labs(self) -> list[str]:
        """This class's labs."""
        return [lab for class_name, lab in self.holdings() if class_name == self.class_name]

    def about(self) -> dict[str, str]:
        """What is noted about the gradebook itself."""
        with self._database.reading() as connection:
            return {str(row.key): str(row.value) for row in connection.execute(sql.select(tables.about))}

    def note(self, **values: str) -> None:
        """Notes something about the gradebook itself."""
        rows = [{"key": key, "value": value} for key, value in values.items()]
        with self._database.writing() as connection:
            _replace(connection, tables.about, rows)

    def _at(self, table: sql.Table, **values: str) -> list[sql.ColumnElement[bool]]:
        """The conditions for this class's rows with these values."""
        return [table.c[name] == value for name, value in {"class_name": self.class_name, **values}.items()]

    def _make_current(self, connection: sql.Connection, keys: Iterable[Key]) -> None:
        _replace(connection, tables.current, self._key_rows(keys))

    def _key_rows(self, keys: Iterable[Key]) -> list[dict[str, str]]:
        return [{"class_name": self.class_name, **asdict(key)} for key in keys]

    def _mark_rows(self, connection: sql.Connection, lab: str) -> list[tuple[Mark, float]]:
        """The marks with when they were given, oldest first. Raises: CourseError for damaged ones."""
        stored = tables.marks.c
        columns = [*(stored[name] for name in _MARK), stored.stored_at, stored.seal]
        order = (stored.stored_at, stored.submission, stored.question, stored.answer)
        query = sql.select(*columns).where(*self._at(tables.marks, lab=lab)).order_by(*order)
        found = []
        for *values, stored_at, seal in connection.execute(query):
            mark = Mark(**dict(zip(_MARK, values, strict=True)))
            if not is_mark(*values) or seal not in (None, seal_of(mark, *self._names, lab)):
                raise unusable(self.place, "what people gave is damaged")
            found.append((mark, stored_at))
        return found


def _updated(old: Mark | None, new: Mark) -> Mark:
    """The mark with what the older one said and the new one doesn't."""
    new = replace(new, comment=new.comment.replace("\0", ""), out_of=float(new.out_of))
    if new.points is not None:
        new = replace(new, points=float(new.points))
    if old is None:
        return new
    given = new if new.points is not None else old
    return replace(new, points=given.points, out_of=given.out_of, comment=new.comment or old.comment)


def _replace(connection: sql.Connection, table: sql.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows in the place of those with the same key: an upsert in every dialect, as only one writes."""
    keys = [column.name for column in table.primary_key]
    last = {tuple(row[name] for name in keys): row for row in rows}
    if last:
        same = [table.c[name] == sql.bindparam(f"key_{name}") for name in keys]
        old = [{f"key_{name}": row[name] for name in keys} for row in last.values()]
        connection.execute(table.delete().where(*same), old)
        connection.execute(table.insert(), list(last.values()))
