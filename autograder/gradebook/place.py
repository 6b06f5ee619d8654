"""Where a gradebook lies: a file, or a database that SQLAlchemy knows by a URL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError

from autograder.errors import CourseError

_KINDS = ("sqlite", "postgresql", "mysql", "mariadb")
_MEND = "Give one such as postgresql://user@host/database, or the path of an SQLite file"
_SECRET = re.compile(r"pass|secret|token|key", re.IGNORECASE)  # in names of a URL's options


@dataclass(frozen=True)
class Place:
    """A database, by its URL, which may hold a password: print `title`."""

    url: sql.URL

    @classmethod
    def of(cls, text: str | Path) -> Self:
        """From a URL or the path of an SQLite file. Raises: CourseError for a URL that can't be used."""
        if isinstance(text, Path) or "://" not in text:
            return cls(sql.URL.create("sqlite", database=str(text)))
        try:
            url = sql.make_url(text)
            kind = url.get_backend_name()
        except (ArgumentError, ValueError):  # whose messages may quote it
            raise CourseError("the gradebook's URL can't be read", mend=_MEND) from None
        if kind not in _KINDS:
            raise CourseError(f"a gradebook can't be kept in {kind!r}", mend=_MEND)
        if kind == "sqlite" and url.database in (None, "", ":memory:"):
            raise CourseError("a gradebook in memory would be lost", mend=_MEND)
        return cls(url)

    @property
    def path(self) -> Path | None:
        """The file, where it is one."""
        return Path(self.url.database or "") if self.url.get_backend_name() == "sqlite" else None

    @property
    def title(self) -> str:
        """What to call it where people read: a path, or the URL without anything secret."""
        return str(self.path) if self.path else self.bare.render_as_string()

    @property
    def bare(self) -> sql.URL:
        """The URL without anything secret."""
        url = self.url
        query = {name: value for name, value in url.query.items() if not _SECRET.search(name)}
        return sql.URL.create(url.drivername, url.username, None, url.host, url.port, url.database, query)

    def hidden(self, text: object) -> str:
        """The text in one line, and without the password, should a driver's message quote it."""
        line = " ".join(str(text).split())
        secrets = [
            self.url.password,
            *(self.url.query[name] for name in self.url.query if _SECRET.search(name)),
        ]
        for secret in secrets:
            if secret:
                line = line.replace(str(secret), "***")
        return line
