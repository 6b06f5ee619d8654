"""A lab's percent script as cells, each with a stable id, its role and its place in the file."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import jupytext
from jupytext.stringparser import StringParser

from autograder.build import markers
from autograder.build.faults import fault as fault  # re-exported
from autograder.build.settings import Settings, parse_settings
from autograder.errors import SourceError

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
QUESTION_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_MARKER = re.compile(r"\s*#\s*%%")
_MARKERS = {"# %%": "code", "# %% [markdown]": "markdown", "# %% [raw]": "raw"}


class Role(StrEnum):
    """What a cell is for."""

    CONFIG = "assignment config"
    FREE = "text or code that everybody sees"
    QUESTION = "question settings"
    PROMPT = "prompt"
    SOLUTION = "solution"
    TEST = "test"
    MARKER = "marker"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Cell:
    """One cell. `number` counts from 1, `line` is that of the text's first line in the file."""

    id: str
    number: int
    line: int
    kind: str
    text: str
    role: Role = Role.FREE
    question: str | None = None


@dataclass(frozen=True)
class LabSource:
    """A lab's source, taken apart. `settings` are the questions' own, `assignment` those of the lab."""

    path: Path
    cells: tuple[Cell, ...]
    questions: tuple[str, ...]
    metadata: Mapping[str, Any]
    assignment: Settings = field(default_factory=Settings)
    settings: Mapping[str, Settings] = field(default_factory=dict)

    def of(self, question: str, role: Role) -> tuple[Cell, ...]:
        """The cells of one question that have that role."""
        return tuple(cell for cell in self.cells if cell.question == question and cell.role is role)

    def fault(self, cell: Cell, what: str, mend: str, offset: int = 0) -> SourceError:
        """The error for a fault in that cell, `offset` lines below its first."""
        return fault(self.path, cell.line + offset, what, mend, cell=cell.number)


def read_source(path: Path) -> LabSource:
    """Reads a percent script. Raises: SourceError when its cells or its blocks are not well formed."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise fault(path, 1, f"cannot be read: {error}", "Save the lab as UTF-8 under that name") from None
    text = text.replace("\r\n", "\n")
    starts = _cell_starts(path, text.split("\n"))
    notebook = jupytext.reads(text, fmt="py:percent")
    raws = notebook.cells
    if raws and not raws[0].source.strip() and len(raws) == len(starts) + 1:
        raws = raws[1:]  # blank lines above the first cell
    if len(raws) != len(starts):
        raise fault(
            path,
            starts[-1][0] if starts else 1,
            f"{len(starts)} lines start a cell, but {len(raws)} cells are read",
            "Look for a line `# %%` within a string or a fenced block",
        )
    metadata = {"kernelspec": dict(notebook.metadata.get("kernelspec", KERNELSPEC))}
    cells = tuple(
        _with_ids(_cell(i, start, raw) for i, (start, raw) in enumerate(zip(starts, raws, strict=True)))
    )
    return _Walk(path).run(cells, metadata)


def _cell_starts(path: Path, lines: list[str]) -> list[tuple[int, str]]:
    """Each cell's marker line (counted from 1) and kind. Raises: SourceError on a misspelt marker line."""
    starts: list[tuple[int, str]] = []
    strings = StringParser("python")
    in_header = bool(lines) and lines[0].strip() == "# ---"
    for number, line in enumerate(lines, start=1):
        if not strings.is_quoted() and _MARKER.match(line):
            kind = _MARKERS.get(line.rstrip())
            if kind is None:
                meant = "`# %%`, `# %% [markdown]` or `# %% [raw]`"
                raise fault(path, number, f"`{line.strip()}` starts no cell", f"Write {meant}, and no title")
            starts.append((number, kind))
            strings = StringParser("python")
            continue
        strings.read_line(line)
        in_header = in_header and not (number > 1 and line.strip() == "# ---")
        if not starts and not in_header and line.strip() not in ("", "# ---"):
            raise fault(path, number, "text before the first cell", "Put a line `# %%` above it")
    return starts


def _cell(index: int, start: tuple[int, str], raw: Mapping[str, Any]) -> Cell:
    marker_line, kind = start
    source = str(raw["source"])
    blank = len(source) - len(source.lstrip("\n"))
    line = marker_line + 1 + blank + ("cell_marker" in raw["metadata"])
    return Cell("", index + 1, line, kind, source.strip("\n"))


def _with_ids(cells: Iterable[Cell]) -> Iterable[Cell]:
    cells = list(cells)
    ids = stable_ids((cell.kind, cell.text) for cell in cells)
    return [replace(cell, id=name) for cell, name in zip(cells, ids, strict=True)]


def stable_ids(cells: Iterable[tuple[str, str]]) -> list[str]:
    """One id for each (kind, text): it depends on that alone, and on how often it occurred before."""
    seen: Counter[str] = Counter()
    ids = []
    for kind, text in cells:
        digest = hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()[:8]
        seen[digest] += 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids


class _Walk:
    """Walks through the cells once and gives each its role and question."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.question: str | None = None
        self.open: list[tuple[str, Cell]] = []  # the blocks that are open, outermost first
        self.config: Cell | None = None
        self.assignment = Settings()
        self.settings: dict[str, Settings] = {}

    def run(self, cells: tuple[Cell, ...], metadata: Mapping[str, Any]) -> LabSource:
        done = tuple(self.step(cell) for cell in cells)
        if self.open:
            block, cell = self.open[-1]
            raise self.fault(
                cell, f"`# BEGIN {block}` is never closed", f"Add a raw cell `# END {block}` after it"
            )
        if self.config is None:
            raise fault(self.path, 1, "there is no assignment config", f"Add a raw cell `{markers.CONFIG}`")
        return LabSource(self.path, done, tuple(self.settings), metadata, self.assignment, self.settings)

    def fault(self, cell: Cell, what: str, mend: str) -> SourceError:
        return fault(self.path, cell.line, what, mend, cell=cell.number)

    def step(self, cell: Cell) -> Cell:
        if markers.is_ignored(cell.text):
            return replace(cell, role=Role.IGNORED)
        if cell.kind == "raw":
            return self.raw(cell)
        block = self.open[-1][0] if self.open else None
        roles = {"PROMPT": Role.PROMPT, "SOLUTION": Role.SOLUTION, "TESTS": Role.TEST}
        if block == "TESTS" and cell.kind != "code":
            raise self.fault(cell, f"a {cell.kind} cell among the tests", "Move it out of the TESTS block")
        return replace(cell, role=roles.get(block or "", Role.FREE), question=self.question)

    def raw(self, cell: Cell) -> Cell:
        marker = markers.raw_marker(cell.text)
        if marker is None:
            line = markers.first_line(cell.text)
            meant = markers.nearest(line, markers.RAW_MARKERS)
            mend = f"Did you mean `{meant}`?" if meant else "Raw cells are for markers only"
            mend += " In the file it reads `# # …`: percent format adds one `# `" if line[:1] != "#" else ""
            raise self.fault(cell, f"`{line}` is not a marker", mend)
        if marker == markers.CONFIG:
            return self.read_config(cell)
        edge, block = marker.split()[1:]
        return self.begin(cell, block) if edge == "BEGIN" else self.end(cell, block)

    def read_config(self, cell: Cell) -> Cell:
        if self.config is not None:
            raise self.fault(
                cell, "a second assignment config", f"Join it with that of cell {self.config.number}"
            )
        if self.open:
            raise self.fault(
                cell, "the assignment config stands in a block", "Move it to the top of the file"
            )
        self.config = cell
        self.assignment = parse_settings(self.path, cell.line, cell.number, cell.text)
        return replace(cell, role=Role.CONFIG)

    def begin(self, cell: Cell, block: str) -> Cell:
        if block == "QUESTION":
            return self.begin_question(cell)
        if not self.open:
            raise self.fault(
                cell, f"`# BEGIN {block}` outside a question", "Put `# BEGIN QUESTION` before it"
            )
        if len(self.open) > 1:
            inner = self.open[-1][0]
            raise self.fault(
                cell, f"`# BEGIN {block}` inside the {inner} block", f"Close that first: `# END {inner}`"
            )
        self.open.append((block, cell))
        return replace(cell, role=Role.MARKER, question=self.question)

    def begin_question(self, cell: Cell) -> Cell:
        if self.open:
            block, opened = self.open[-1]
            raise self.fault(
                cell,
                f"`# BEGIN QUESTION` while the {block} block of cell {opened.number} is open",
                f"Close that first: `# END {block}`",
            )
        settings = parse_settings(self.path, cell.line, cell.number, cell.text)
        name = settings.values.get("name")
        if not isinstance(name, str) or not QUESTION_NAME.fullmatch(name):
            raise self.fault(
                cell,
                f"the question's name is {name!r}",
                "Add a line `name: q1`: a letter, then letters and digits",
            )
        if name in self.settings:
            raise self.fault(cell, f"a second question is named {name!r}", "Give each question its own name")
        self.question, self.settings[name] = name, settings
        self.open.append(("QUESTION", cell))
        return replace(cell, role=Role.QUESTION, question=name)

    def end(self, cell: Cell, block: str) -> Cell:
        innermost = self.open[-1][0] if self.open else None
        if innermost is None or block not in (name for name, _ in self.open):
            raise self.fault(
                cell, f"`# END {block}` without `# BEGIN {block}`", "Add the missing marker, or remove this"
            )
        if innermost != block:
            opened = self.open[-1][1].number
            raise self.fault(
                cell,
                f"`# END {block}` while the {innermost} block of cell {opened} is open",
                f"Close that first: `# END {innermost}`",
            )
        self.open.pop()
        question = self.question
        self.question = None if block == "QUESTION" else question
        return replace(cell, role=Role.MARKER, question=question)
