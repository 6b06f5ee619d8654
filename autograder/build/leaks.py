"""Searches a student's folder for what students must not see: solutions and hidden tests."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.build import markers
from autograder.build.gate_tests import TestCell, read_tests
from autograder.build.source import Cell, LabSource, Role
from autograder.build.tree import Tree
from autograder.errors import SourceError

SHORTEST = 12  # characters: a shorter line, such as `return x`, tells nothing
WITHIN = 20  # characters: a line as long as this is also looked for within longer ones
WHOLE = 4  # lines: an answer of as many may not stand in one place as a whole, even where its lines may


@dataclass(frozen=True)
class Secret:
    """A line of the source that must not reach students; `text` is in normal form."""

    text: str
    cell: Cell
    offset: int
    what: str


def check_leaks(source: LabSource, student: Tree, labkit: Tree) -> None:
    """Raises: SourceError naming the first secret line that survives in the student's folder."""
    visible = "\n".join(_visible_lines(source, labkit))
    strings = list(_strings(student))
    everything = "\n".join(text for _, text, _ in strings)
    secrets = [s for s in _secrets(source) if s.text not in visible and s.text in everything]
    for place, text, is_line in strings:
        for secret in secrets:
            if text == secret.text or ((not is_line or len(secret.text) >= WITHIN) and secret.text in text):
                what = f"{secret.what} reaches students in {place}: `{secret.text}`"
                mend = "Mark it, or move it out of what students get"
                raise source.fault(secret.cell, what, mend, secret.offset)
    _check_whole_answers(source, student)


def _check_whole_answers(source: LabSource, student: Tree) -> None:
    """Single lines of an answer may be shown elsewhere; all of them together may not. Raises: SourceError."""
    places = _lines_by_place(student)
    for cell in source.cells:
        if cell.role is Role.SOLUTION and cell.kind == "code":
            answer = {text for _, text in _telling(markers.solution_lines(cell.text))}
            for place, lines in places.items():
                if len(answer) >= WHOLE and answer <= lines:
                    raise _whole(source, cell, place)


def _whole(source: LabSource, cell: Cell, place: str) -> SourceError:
    what = f"the whole solution of {cell.question} stands in {place}"
    return source.fault(cell, what, "Show students something else there")


def _secrets(source: LabSource) -> Iterator[Secret]:
    for cell in source.cells:
        if cell.kind == "code" and cell.role in (Role.FREE, Role.PROMPT, Role.SOLUTION):
            for offset, text in _telling(markers.solution_lines(cell.text)):
                yield Secret(text, cell, offset, f"a solution line of {cell.question or 'the lab'}")
        elif cell.kind == "markdown" and cell.role is Role.SOLUTION:
            for offset, text in _telling(enumerate(cell.text.split("\n"))):
                yield Secret(text, cell, offset, f"a solution line of {cell.question}")
    for question in source.questions:
        for test in read_tests(source, question):
            if test.hidden:
                for offset, text in _telling(_test_lines(test)):
                    yield Secret(text, test.cell, offset, f"a line of the hidden test {question}.{test.name}")


def _test_lines(test: TestCell) -> Iterator[tuple[int, str]]:
    """A test's lines as written and as otter writes them, and its messages."""
    start = test.cell.text.count("\n") - test.body.count("\n")
    for key in ("success_message", "failure_message"):
        yield 0, test.settings.get(key, "")
    yield from ((start + offset, line) for offset, line in enumerate(test.body.split("\n")))
    yield from ((start, line) for line in ast.unparse(ast.parse(test.body)).split("\n"))


def _visible_lines(source: LabSource, labkit: Tree) -> Iterator[str]:
    """What the author lets students see, by our own reading of the markers, not otter's."""
    for cell in source.cells:
        secret = {offset for offset, _ in markers.solution_lines(cell.text)} if cell.kind == "code" else set()
        shown = cell.role in (Role.FREE, Role.PROMPT) or (cell.role is Role.SOLUTION and cell.kind == "code")
        if shown:
            lines = enumerate(cell.text.split("\n"))
            yield from (_normal(line) for offset, line in lines if offset not in secret)
    for question in source.questions:
        for test in read_tests(source, question):
            if not test.hidden:
                yield from (_normal(line) for _, line in _test_lines(test))
    for data in labkit.values():
        yield from (_normal(line) for line in _decode(data).split("\n"))


def _telling(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines long enough to tell something, in normal form."""
    for offset, line in lines:
        text = _normal(line)
        if len(text) >= SHORTEST:
            yield offset, text


def _normal(line: str) -> str:
    """One form for a line as an author, `ast.unparse` and JSON write it."""
    return re.sub(r"\s+", " ", line.replace('"', "'")).strip()


def _strings(student: Tree) -> Iterator[tuple[str, str, bool]]:
    """Every string of the folder as (place, text in normal form, whether it is a line of its own)."""
    for place, lines in _lines_by_place(student).items():
        yield from ((place, line, True) for line in sorted(lines))
    for name, data in student.items():
        if name.endswith(".ipynb"):
            notebook = json.loads(data)
            yield from ((f"{name}, metadata", text, False) for text in _texts(notebook["metadata"]))
            for number, cell in enumerate(notebook["cells"], start=1):
                rest = {key: value for key, value in cell.items() if key != "source"}
                yield from ((f"{name}, cell {number}", text, False) for text in _texts(rest))


def _lines_by_place(student: Tree) -> dict[str, set[str]]:
    """The lines of every notebook cell and of every other file."""
    places: dict[str, set[str]] = {}
    for name, data in student.items():
        if not name.endswith(".ipynb"):
            places[name] = {_normal(line) for line in _decode(data).split("\n")}
            continue
        for number, cell in enumerate(json.loads(data)["cells"], start=1):
            places[f"{name}, cell {number}"] = {_normal(line) for line in "".join(cell["source"]).split("\n")}
    return places


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield _normal(value)
    elif isinstance(value, dict):
        yield from (text for item in value.items() for text in _texts(list(item)))
    elif isinstance(value, list):
        yield _normal("".join(value)) if all(isinstance(item, str) for item in value) else ""
        yield from (text for item in value for text in _texts(item))


def _decode(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")
