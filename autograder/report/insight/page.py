"""The instructor's page on a class: one file, which needs nothing else, made of all that was graded."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from autograder.outcomes import Outcome, Result
from autograder.report import words
from autograder.report.feedback import TEMPLATES, render
from autograder.report.insight import charts, items, misconceptions, pairs, spread
from autograder.report.insight.documents import Document, read_document, read_given
from autograder.report.insight.fingerprints import GUARANTEED, K
from autograder.report.scheme import GradedClass, Student

_TIMES = {"total": "all of it", "start": "start of the kernel", "cells": "cells", "tests": "tests"}
_SLOWEST = 5


@dataclass(frozen=True)
class Who:
    """A submission as people call it: the names of those whose it is."""

    submission: str
    label: str


@dataclass(frozen=True)
class Ending:
    """Everyone whose notebook ended so."""

    outcome: str
    students: tuple[Student, ...]


def index_page(graded: GradedClass) -> str:
    """Self-contained HTML, for staff; nothing that students wrote is markup."""
    script = (TEMPLATES / "index.js").read_text(encoding="utf-8")
    return render(
        "index.html",
        lab=graded.lab,
        scheme=graded.scheme,
        who={who.submission: who for who in _everyone(graded)},
        **_of_class(graded),
        **_of_tests(graded),
        **_of_times(graded.results),
        **_of_pairs(graded),
        decimal=decimal,
        seconds=seconds,
        script=Markup(script),  # ours
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _of_class(graded: GradedClass) -> dict[str, Any]:
    students = graded.students
    scores = spread.distribution(_percents(graded))
    return {
        "students": students,
        "endings": _endings(students),
        "faults": [s for s in students if s.row.outcome == Outcome.OUR_FAULT],
        "missing": [s for s in students if s.result is None],
        "named": any(s.person.name for s in students),
        "late": any(s.lateness.late for s in students),
        "lateness": words.late,
        "scores": scores,
        "scores_chart": charts.scores_chart(scores) if scores else None,
    }


def _of_tests(graded: GradedClass) -> dict[str, Any]:
    found = items.analyse(graded.scheme, graded.results)
    return {
        "items": found,
        "items_chart": charts.items_chart(found.questions, found.tests),
        "HARD": items.HARD,
        "EASY": items.EASY,
        "FEW": items.FEW,
        "wrong": misconceptions.misconceptions(graded.results),
        "raised": spread.raised(graded.results),
    }


def _of_times(results: Sequence[Result]) -> dict[str, Any]:
    return {
        "times": _times(results),
        "slowest": sorted(results, key=lambda r: (-r.seconds.get("total", 0.0), r.submission))[:_SLOWEST],
        "slow_cells": spread.slow_cells(results),
    }


def _of_pairs(graded: GradedClass) -> dict[str, Any]:
    likeness = _likeness(graded)
    return {
        "likeness": likeness,
        "likeness_chart": _likeness_chart(likeness),
        "pairs": pairs,
        "K": K,
        "GUARANTEED": GUARANTEED,
    }


def decimal(value: float | None, digits: int = 2) -> str:
    """A figure with so many decimals and a real minus; a dash for none."""
    if value is None:
        return "–"
    text = f"{value:.{digits}f}"
    return text.lstrip("-") if not float(text) else text.replace("-", "−")


def seconds(value: float) -> str:
    """`0.12 s`, `12.3 s`, `2 min 5 s`."""
    if value >= 60:
        return f"{round(value) // 60} min {round(value) % 60} s"
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def _everyone(graded: GradedClass) -> list[Who]:
    people: dict[str, list[str]] = {result.submission: [] for result in graded.results}
    for student in graded.students:
        if student.result is not None:
            people[student.result.submission].append(student.person.title)
    return [Who(submission, " and ".join(names) or submission) for submission, names in people.items()]


def _percents(graded: GradedClass) -> list[float]:
    """Of everyone who handed in and has a score: of the points that could be given so far."""
    rows = [student.row for student in graded.students if student.result is not None]
    return [
        100 * row.total / (row.points - row.unread) if row.points > row.unread else 0.0
        for row in rows
        if row.total is not None
    ]


def _endings(students: Sequence[Student]) -> list[Ending]:
    """By outcome, the commonest first."""
    found: dict[str, list[Student]] = {}
    for student in students:
        found.setdefault(str(student.row.outcome), []).append(student)
    endings = [Ending(outcome, tuple(members)) for outcome, members in found.items()]
    return sorted(endings, key=lambda ending: (-len(ending.students), ending.outcome))


def _times(results: Sequence[Result]) -> dict[str, spread.Distribution]:
    """How long the parts of grading took, in seconds."""
    found = {
        name: spread.distribution([r.seconds[part] for r in results if part in r.seconds])
        for part, name in _TIMES.items()
    }
    return {name: times for name, times in found.items() if times is not None}


def _likeness(graded: GradedClass) -> pairs.Likeness:
    """Compares the notebooks that are at hand with each other."""
    people = {r.submission: _people(graded, r.submission) for r in graded.results}
    names = sorted(people.keys() & graded.notebooks.keys())
    if len(names) < 2:
        return pairs.Likeness(len(names))
    given = _given(graded)
    known = {part.code for document in given for part in document.parts}
    read = [read_document(name, graded.notebooks[name], graded.scheme.questions, known) for name in names]
    return pairs.compare(
        [document for document in read if document.parts],
        given,
        lambda left, right: bool(people[left] & people[right]),
    )


def _people(graded: GradedClass, submission: str) -> set[str]:
    hand_in = graded.hand_ins.get(submission)
    return {person.id for person in hand_in.people} if hand_in else {submission}


def _given(graded: GradedClass) -> list[Document]:
    """The notebook as handed out, and the solved one, where they are at hand."""
    lab = graded.lab
    found = [read_given(path) for path in (lab.student / f"{lab.name}.ipynb", lab.solution)]
    return [document for document in found if document.parts]


def _likeness_chart(likeness: pairs.Likeness) -> charts.Chart | None:
    if not likeness.possible:
        return None
    return charts.likeness_chart(likeness.shares, likeness.none, pairs.MIN_SHARE)
