"""Which of several notebooks is the lab's: told by its name, else by what is in it, never guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.errors import SubmissionError
from autograder.submissions.submission import printable

_COPY = re.compile(
    r"-\d{1,3}| \(\d{1,3}\)|_\d{4}(_\d\d){2}T\d\d(_\d+)*"
)  # by Canvas, browsers, otter's export


@dataclass(frozen=True)
class Wanted:
    """What the lab's notebook is known by."""

    name: str = ""
    questions: Collection[str] = ()

    def named(self, path: str) -> bool:
        """Whether a file has the name that the lab's notebook was handed out with."""
        stem = PurePosixPath(path).stem
        copy = _COPY.fullmatch(stem[len(self.name) :]) if stem.startswith(self.name) else None
        return bool(self.name) and (stem == self.name or copy is not None)


def choose(notebooks: Mapping[str, bytes], wanted: Wanted) -> str:
    """The path of the lab's notebook. Raises: SubmissionError when none is there, or which it is can't be told."""
    if not notebooks:
        raise SubmissionError("There is no notebook (.ipynb) in what was handed in.")
    named = _topmost([path for path in notebooks if wanted.named(path)])
    for candidates in (named, _topmost(list(notebooks))):
        if candidates and _same([notebooks[path] for path in candidates]):
            return candidates[0]
    among = named or list(notebooks)
    looking = [path for path in among if _looks_like(notebooks[path], wanted)]
    if looking and _same([notebooks[path] for path in looking]):
        return looking[0]
    names = ", ".join(printable(path) for path in sorted(among)[:5])
    raise SubmissionError(
        f"There are {len(among)} notebooks, and which is the lab's can't be told: {names}. "
        "Hand in only the lab's own."
    )


def _topmost(paths: list[str]) -> list[str]:
    """Those least deep in folders, for a notebook further down is a copy of theirs or a part of their data."""
    least = min((path.count("/") for path in paths), default=0)
    return sorted(path for path in paths if path.count("/") == least)


def _same(notebooks: list[bytes]) -> bool:
    """Whether all say the same in their cells, say a notebook and the export made from it."""
    if len(set(notebooks)) == 1:
        return True
    texts = [_cells(notebook) for notebook in notebooks]
    return None not in texts and all(text == texts[0] for text in texts)


def _cells(notebook: bytes) -> list[tuple[str, str]] | None:
    from autograder.notebook import read_notebook  # nbformat takes a while to import

    try:
        return [(cell.cell_type, cell.source) for cell in read_notebook(notebook).cells]
    except SubmissionError:
        return None


def _looks_like(notebook: bytes, wanted: Wanted) -> bool:
    """Whether otter's metadata names the lab, or else a cell checks one of its questions."""
    from autograder.notebook import checks_of

    given = assignment_of(notebook)
    if given and wanted.name:
        return given == wanted.name
    checked = {name for kind, text in _cells(notebook) or () if kind == "code" for name in checks_of(text)}
    return bool(checked & set(wanted.questions) if wanted.questions else checked)


def assignment_of(notebook: bytes) -> str:
    """The lab that otter's metadata names; empty where it names none."""
    try:
        found = json.loads(notebook)["metadata"]["otter"]["assignment_name"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""
