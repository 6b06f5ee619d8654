"""Attacks as files: a header that says what is tried and how, then cells for the student's notebook, or a builder."""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat

from autograder.outcomes import Outcome

HERE = Path(__file__).parent
KEYS = {"goal", "technique", "lab", "base", "expect", "needs", "otter", "slow"}


@dataclass(frozen=True)
class Attack:
    """One file of `attacks/`.

    Header: goal, technique, lab; `base`, the answers beside the attack ("blank", "wrong", or in l03_2_dropout
    "almost"); `expect`, the outcomes that are allowed; `needs: sandbox` where it must not or cannot be tried
    without one; `otter: no` with a reason where it is not run against `otter run`; `slow`, why it takes long.
    """

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def header(self) -> dict[str, str]:
        """The first lines, `# key: value` each; a line that begins `#   ` goes on with the one above."""
        found: dict[str, str] = {}
        for line in self.text.splitlines():
            pair = re.fullmatch(r"# (\w+): (.*)", line)
            if pair:
                found[pair[1]] = pair[2]
            elif line.startswith("#   ") and found:
                found[list(found)[-1]] += " " + line.removeprefix("#   ")
            else:
                return found
        return found

    @property
    def lab(self) -> str:
        return self.header["lab"]

    @property
    def base(self) -> str:
        return self.header.get("base", "blank")

    @property
    def needs_sandbox(self) -> bool:
        return self.header.get("needs", "").startswith("sandbox")

    @property
    def outcomes(self) -> set[Outcome]:
        return {Outcome(name.strip()) for name in self.header["expect"].split(",")}

    @property
    def builds(self) -> bool:
        """Whether the file makes what is handed in by itself, rather than cells for a notebook."""
        return "\ndef hand_in(" in self.text

    def write(self, folder: Path, blank: bytes) -> Path:
        """Writes what is handed in, and returns its path. `blank`: the notebook as handed out."""
        folder.mkdir(parents=True, exist_ok=True)
        start = answered(blank, self.lab, self.base)
        if self.builds:
            path: Path = runpy.run_path(str(self.path))["hand_in"](folder, start)
            return path
        path = folder / f"{self.name}.ipynb"
        path.write_bytes(put(start, cells(self.text)))
        return path


def attacks() -> list[Attack]:
    """All of them, by name."""
    return [Attack(path) for path in sorted((HERE / "attacks").glob("*.py"))]


def cells(text: str) -> list[tuple[str, str]]:
    """The cells of a percent file, each with the word behind its `# %%`: a place, or a question's name."""
    parts = re.split(r"^# %%(.*)\n", "\n" + text, flags=re.MULTILINE)
    return [(place.strip(), code.strip("\n")) for place, code in zip(parts[1::2], parts[2::2], strict=True)]


def answered(blank: bytes, lab: str, base: str) -> bytes:
    """The notebook as handed out, blank or with answers."""
    if base == "blank":
        return blank
    return put(blank, cells((HERE / "answers" / f"{base}_{lab}.py").read_text(encoding="utf-8")))


def put(raw: bytes, parts: list[tuple[str, str]]) -> bytes:
    """Puts cells into a notebook.

    Places: a question's name, in place of its answer; `first`; `last`; none, before the first question.
    """
    notebook = nbformat.reads(raw.decode(), as_version=4)
    where = _answers(notebook)
    begin, first = min(where.values()), 0
    for place, code in parts:
        if place in where:
            notebook.cells[where[place]].source = code
    for place, code in parts:
        cell = nbformat.v4.new_code_cell(code)
        if place == "last":
            notebook.cells.append(cell)
        elif place == "first":
            notebook.cells.insert(first, cell)
            first, begin = first + 1, begin + 1
        elif not place:
            notebook.cells.insert(begin, cell)
            begin += 1
        elif place not in where:
            raise ValueError(f"there is no place {place!r}")
    return str(nbformat.writes(notebook)).encode()


def _answers(notebook: nbformat.NotebookNode) -> Mapping[str, int]:
    """The index of each question's answer: the cell right before its check."""
    checks = {
        re.fullmatch(r'grader\.check\("(\w+)"\)', cell.source): i for i, cell in enumerate(notebook.cells)
    }
    return {match[1]: i - 1 for match, i in checks.items() if match}
