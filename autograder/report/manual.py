"""The page on which people read answers and give scores; it works from a file, and sends nothing anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from autograder.bundle import ManualQuestion
from autograder.course import Lab
from autograder.marks import Reading, State
from autograder.outcomes import Result
from autograder.report.feedback import TEMPLATES, render
from autograder.report.scheme import Scheme
from autograder.scores import COLUMNS

STEP = 0.5


@dataclass(frozen=True)
class Entry:
    """One student's answer, with what its two boxes hold."""

    submission: str
    reading: Reading

    @property
    def points(self) -> float | None:
        """Those given for just this text; a changed answer is to be read anew."""
        mark = self.reading.mark
        return mark.points if mark is not None and self.reading.state is State.READ else None

    @property
    def value(self) -> str:
        return "" if self.points is None else f"{self.points:.10g}"

    @property
    def step(self) -> str:
        """What the box counts in; a score between two steps, given elsewhere, must not be refused there."""
        return "any" if self.points is not None and self.points % STEP else f"{STEP:g}"


@dataclass(frozen=True)
class Group:
    """The same text from one student or several."""

    state: State
    text: str
    known: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Sheet:
    """One question with all its answers: those that changed first, then the unread, the read, the empty."""

    name: str
    question: ManualQuestion
    groups: tuple[Group, ...]


def manual_page(lab: Lab, scheme: Scheme, results: Sequence[Result]) -> str:
    """Self-contained HTML; what students wrote is shown as text, never as markup."""
    script = (TEMPLATES / "manual.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    sheets = [_sheet(name, scheme, results) for name in scheme.questions if name in scheme.manual]
    return render(
        "manual.html",
        lab=lab,
        sheets=sheets,
        answers=sum(len(group.entries) for sheet in sheets for group in sheet.groups),
        State=State,
        columns=",".join(COLUMNS),
        script=Markup(script),  # ours
        script_hash=digest,
    )


def _sheet(name: str, scheme: Scheme, results: Sequence[Result]) -> Sheet:
    groups: dict[tuple[State, bool, str], list[Entry]] = {}
    for result in results:
        found = scheme.readings(result).get(name)
        if found is not None:
            key = (found.state, found.known, found.answer.digest)
            groups.setdefault(key, []).append(Entry(result.submission, found))
    order = list(State)
    ordered = sorted(groups.items(), key=lambda item: (order.index(item[0][0]), item[1][0].submission))
    return Sheet(
        name,
        scheme.manual[name],
        tuple(
            Group(state, entries[0].reading.answer.text, known, tuple(entries))
            for (state, known, _), entries in ordered
        ),
    )
