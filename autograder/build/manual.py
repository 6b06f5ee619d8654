"""Questions that people read: their rubric, and what the grader must know to find the answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from autograder.build.source import Cell, LabSource, Role
from autograder.bundle import Criterion

RUBRIC = "**Rubric**"
ANSWER_TAG = "otter_answer_cell"
BEGIN, END = "<!-- BEGIN QUESTION -->", "<!-- END QUESTION -->"
_ITEM = re.compile(r"[-*] (\d+(?:\.\d+)?) points?: (\S.*)")
_EXAMPLE = "`- 1 point: says that …`"


def is_manual(source: LabSource, question: str) -> bool:
    """Whether people read that question's answers."""
    return bool(source.settings[question].values.get("manual", False))


def check_manual(source: LabSource, cell: Cell, question: str) -> None:
    """Refuses a manual question that TAs could not read fairly. Raises: SourceError."""
    settings = source.settings[question]
    points = settings.values["points"]
    if not isinstance(points, int | float):
        mend = "Write `points: 4`: there are no tests to share them out to"
        raise source.fault(cell, f"the points of {question} are {points}", mend, settings.line("points"))
    tests = source.of(question, Role.TEST)
    if tests:
        mend = "Remove the tests, or put them into a question of their own"
        raise source.fault(tests[0], f"{question} is read by people, and has a test", mend)
    texts = [c for c in source.of(question, Role.FREE) if c.kind == "markdown"]
    if not texts:
        raise source.fault(cell, f"question {question} asks nothing", "Add a markdown cell that asks it")
    total = sum(criterion.points for criterion in read_rubric(source, question))
    if abs(total - points) > 1e-9:
        place, offset = next(_headings(source, question))
        what = f"the rubric of {question} adds up to {total:g} points, but the question is worth {points:g}"
        raise source.fault(place, what, "Make them add up", offset)


def read_rubric(source: LabSource, question: str) -> tuple[Criterion, ...]:
    """A manual question's rubric. Raises: SourceError when there is none, or a line of it is no criterion."""
    headings = list(_headings(source, question))
    if not headings:
        cell = next(c for c in source.cells if c.role is Role.QUESTION and c.question == question)
        mend = f"Write a line `{RUBRIC}`, and below it {_EXAMPLE}, into the SOLUTION block's text"
        raise source.fault(cell, f"question {question} has no rubric", mend)
    cell, offset = headings[0]
    if len(headings) > 1:
        raise source.fault(headings[1][0], f"a second rubric of {question}", "Join them", headings[1][1])
    criteria: list[Criterion] = []
    for number, line in enumerate(cell.text.split("\n")[offset + 1 :], start=offset + 1):
        item = _ITEM.fullmatch(line.rstrip())
        if item:
            criteria.append(Criterion(float(item[1]), item[2]))
        elif criteria and line.startswith("  ") and line.strip():
            criteria[-1] = Criterion(criteria[-1].points, f"{criteria[-1].text} {line.strip()}")
        elif line.strip():
            mend = f"Write {_EXAMPLE}; further lines of an item are indented, and the rubric comes last"
            raise source.fault(cell, f"`{line.strip()}` is no line of a rubric", mend, number)
    if not criteria:
        raise source.fault(cell, f"the rubric of {question} is empty", f"Write {_EXAMPLE} below it", offset)
    return tuple(criteria)


def _headings(source: LabSource, question: str) -> Iterator[tuple[Cell, int]]:
    """Where the question's rubrics begin. Raises: SourceError on a heading that is nearly one."""
    for cell in source.cells:
        if cell.question != question or cell.kind != "markdown":
            continue
        for offset, line in enumerate(cell.text.split("\n")):
            if line.strip("*_#: ").lower() != "rubric":
                continue
            if line.rstrip() != RUBRIC:
                raise source.fault(cell, f"`{line.strip()}` heads no rubric", f"Write `{RUBRIC}`", offset)
            if cell.role is not Role.SOLUTION:
                mend = "Move it into the SOLUTION block"
                raise source.fault(cell, f"students would see the rubric of {question}", mend, offset)
            yield cell, offset


def manual_index(source: LabSource, student: bytes) -> dict[str, Any]:
    """What `bundle.json` says about manual questions; nothing where there is none.

    `order`: all questions as in the notebook. `cells`: the notebook as handed out, by which an answer is found
    again in what a student made of it.
    """
    if not any(is_manual(source, question) for question in source.questions):
        return {}
    cells = json.loads(student)["cells"]
    answers = _answer_cells(source, cells)
    manual = {
        question: {
            "points": float(source.settings[question].values["points"]),
            "prompt": _prompt(source, question),
            "rubric": [vars(criterion) for criterion in read_rubric(source, question)],
            "cells": answers[question],
        }
        for question in source.questions
        if is_manual(source, question)
    }
    handed_out = [{"id": cell["id"], "text": "".join(cell["source"])} for cell in cells]
    return {"order": list(source.questions), "manual": manual, "cells": handed_out}


def _prompt(source: LabSource, question: str) -> str:
    texts = [c.text for c in source.of(question, Role.FREE) if c.kind == "markdown"]
    return "\n\n".join(texts)


def _answer_cells(source: LabSource, cells: list[dict[str, Any]]) -> dict[str, list[str]]:
    """The ids of each manual question's answer cells; otter's comments stand round those, without names."""
    values = {question: source.settings[question].values for question in source.questions}
    marked = [q for q, v in values.items() if v.get("manual", False) or v.get("export", False)]
    found: dict[str, list[str]] = {question: [] for question in marked}
    left = iter(marked)
    current: str | None = None
    for cell in cells:
        text = "".join(cell["source"])
        if current is not None and ANSWER_TAG in cell["metadata"].get("tags", ()) and END not in text:
            found[current].append(cell["id"])
        if END in text:
            current = None
        if BEGIN in text:
            current = next(left, None)
    for question, ids in found.items():
        if not ids and is_manual(source, question):
            place = next(c for c in source.cells if c.role is Role.QUESTION and c.question == question)
            what = f"students get no cell for their answer to {question}"
            mend = "Put the model answer into a SOLUTION block of this question"
            raise source.fault(place, what, mend)
    return found
