"""What a stored result depends on, and the seals by which damage to it is noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from autograder.marks import Mark
from autograder.outcomes import Outcome, Result


@dataclass(frozen=True)
class Key:
    """All that a result depends on; as long as none of it changes, nothing is graded again."""

    lab: str
    submission: str  # id
    bundle: str  # digest
    digest: str  # of the submission
    engine: str  # version

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(asdict(self).values())


@dataclass(frozen=True)
class Entry:
    """A result and what it was worked out from."""

    key: Key
    result: Result

    @property
    def usable(self) -> bool:
        """Whether it stands for itself: no fault of ours, and not in doubt."""
        return self.result.outcome is not Outcome.OUR_FAULT and not self.result.doubt


def sealed(text: str, *names: str) -> str:
    """The text with a line that tells whether it, or whose it is, was damaged later."""
    return f"{text}\n{_digest((*names, text))}"


def unsealed(text: object, *names: str, older: bool = False) -> str | None:
    """The text; None for one that is damaged. `older`: what an older grader stored has no seal, and is taken."""
    body, line, seal = str(text).rpartition("\n")
    if not line:
        return str(text) if older else None
    return body if seal == _digest((*names, body)) else None


def seal_of(mark: Mark, *names: str) -> str:
    """The seal of what a person gave, beside it."""
    values = (mark.submission, mark.question, mark.answer, repr(mark.points), repr(mark.out_of), mark.comment)
    return _digest((*names, *values))


def read_result(key: Key, text: object, *names: str) -> Result | None:
    """The result; None for one that is damaged, as if it weren't there: it will be graded again."""
    body = unsealed(text, *names, *key.parts, older=True)
    try:
        return None if body is None else Result.from_json(body)
    except (ValueError, KeyError, TypeError):
        return None


def entry_of(key: Key, text: object, *names: str) -> Entry:
    lost = Result(key.submission, key.lab, Outcome.OUR_FAULT, detail="The gradebook's entry can't be read.")
    return Entry(key, read_result(key, text, *names) or lost)


def is_mark(*values: object) -> bool:
    """Whether a row of `marks` holds what was stored: no other kind of value, and no text that isn't UTF-8."""
    *texts, comment, points, out_of = values
    return (
        all(map(_is_text, (*texts, comment)))
        and isinstance(points, float | None)
        and isinstance(out_of, float)
    )


def as_text(raw: bytes) -> str:
    """Text that is no UTF-8 is damaged: of a result its seal tells that, and only that one is graded again."""
    return raw.decode("utf-8", "surrogateescape")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and as_text(value.encode("utf-8", "replace")) == value


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
