"""The code of a notebook, divided by questions, as fingerprints are taken from it."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autograder.answers import readable
from autograder.notebook import checks_of
from autograder.report.insight.fingerprints import Hashes, K, kgrams
from autograder.report.insight.tokens import MAX_CHARACTERS, Token, tokens_of

MAX_CELLS = 1000


@dataclass(frozen=True)
class Part:
    """A cell of code. `question`: the one that is checked next after it; `cell` counts all cells, from 1."""

    question: str
    cell: int
    code: str

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens_of(self.code)

    @cached_property
    def hashes(self) -> Hashes:
        """Of the k-grams: (len(tokens) - K + 1,), or (0,)."""
        return kgrams([token.kind for token in self.tokens])

    def lines(self, first: int, last: int) -> str:
        """The code of k-grams `first` to `last`, in whole lines."""
        begin, end = self.tokens[first].line, self.tokens[last + K - 1].line
        code = self.code.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return readable("\n".join(code[begin : end + 1]))


@dataclass(frozen=True)
class Document:
    """All code of one notebook."""

    name: str
    parts: tuple[Part, ...]

    @cached_property
    def hashes(self) -> Hashes:
        """Of all its k-grams, each once."""
        return np.unique(np.concatenate([np.empty(0, np.uint64), *(part.hashes for part in self.parts)]))


def read_document(
    name: str, notebook: bytes, questions: Sequence[str] = (), known: Container[str] = ()
) -> Document:
    """What can be read of a notebook as handed in, whoever made it, but for cells whose code is `known`.

    One that cannot be read has no parts.
    """
    parts: list[Part] = []
    waiting: list[tuple[int, str]] = []
    left = MAX_CHARACTERS
    for number, code in _code_cells(notebook):
        waiting.append((number, code[:left]))
        left -= len(waiting[-1][1])
        asked = [question for question in checks_of(code) if question in questions]
        if asked:
            parts += [Part(asked[0], *cell) for cell in waiting]
            waiting = []
    parts += [Part("", *cell) for cell in waiting]
    return Document(name, tuple(part for part in parts if part.code not in known))


def read_given(path: Path) -> Document:
    """One of our own notebooks; empty where there is none."""
    try:
        return read_document(path.name, path.read_bytes())
    except OSError:
        return Document(path.name, ())


def all_hashes(documents: Iterable[Document]) -> NDArray[np.uint64]:
    """Of the k-grams of all documents, each as often as there are documents that have it."""
    return np.concatenate([np.empty(0, np.uint64), *(document.hashes for document in documents)])


def _code_cells(notebook: bytes) -> list[tuple[int, str]]:
    """Cells of code with their numbers, of notebooks of any version."""
    try:
        data = json.loads(notebook.decode("utf-8-sig"))
        cells = data.get("cells") or [cell for sheet in data.get("worksheets", ()) for cell in sheet["cells"]]
        return [
            (number, _source(cell))
            for number, cell in enumerate(cells[:MAX_CELLS], start=1)
            if cell.get("cell_type") == "code"
        ]
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return []


def _source(cell: dict[str, object]) -> str:
    source = cell.get("source", cell.get("input", ""))
    return "".join(map(str, source)) if isinstance(source, list) else str(source)
