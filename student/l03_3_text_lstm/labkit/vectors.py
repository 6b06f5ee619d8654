"""Where files of word vectors lie: the course's own, and the published ones where someone has them.

At import this module loads nothing else of labkit.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

COURSE_FILE = "glove.course.50d.txt"
PUBLISHED = (
    "glove.6B.50d.txt",
    "glove.6B.100d.txt",
    "glove.6B.200d.txt",
    "glove.6B.300d.txt",
    "glove.840B.300d.txt",
)

Question = tuple[str, str, str, str]


def course_file(name: str) -> Path:
    """The path of one of the lab's files: vectors, or analogy questions.

    Raises: FileNotFoundError.
    """
    return _found(name, _course_folders())


def published_file(name: str) -> Path:
    """The path of a published file such as glove.6B.50d.txt, which the course does not bring.

    It is looked for in the folder that the variable GLOVE_HOME names, in data/, and in ~/glove.
    Raises: FileNotFoundError. Source: https://nlp.stanford.edu/projects/glove/
    """
    return _found(name, _published_folders())


def published_files() -> list[Path]:
    """The published files that this machine has, the smallest first."""
    found = (folder / name for name in PUBLISHED for folder in _published_folders())
    return sorted({path.resolve() for path in found if path.is_file()}, key=lambda path: path.stat().st_size)


def course_table() -> tuple[list[str], npt.NDArray[np.float32]]:
    """The course's words and vectors (V, D). Its file is a simple one: no spaces in words, no duplicates."""
    rows = _course_text(COURSE_FILE).split("\n")[:-1]
    width = rows[0].count(" ")
    cells = np.array(" ".join(rows).split(" ")).reshape(len(rows), width + 1)
    return [str(word) for word in cells[:, 0]], cells[:, 1:].astype(np.float32)


def analogy_questions() -> dict[str, list[Question]]:
    """The course's analogy questions by category: tuples (a, b, c, d), a is to b as c is to d."""
    questions: dict[str, list[Question]] = {}
    for line in _course_text("analogies.txt").splitlines():
        if line.startswith(": "):
            category = questions.setdefault(line[2:], [])
        else:
            a, b, c, d = line.split()
            category.append((a, b, c, d))
    return questions


def _course_text(name: str) -> str:
    """A file of the lab, read here, or, by a judge without the course's folder, where the student's code runs."""
    try:
        return course_file(name).read_text(encoding="utf-8")
    except FileNotFoundError:
        from labkit.place import there

        return str(there("pathlib").Path("data", name).read_text(encoding="utf-8"))


def _course_folders() -> Iterator[Path]:
    """The course's repository, a student's folder, the working folder."""
    above = Path(__file__).resolve().parents[1]
    yield from (above / "l05_3_glove" / "data", above / "data", Path("data"))


def _published_folders() -> Iterator[Path]:
    """Where someone may have put the published files."""
    if home := os.environ.get("GLOVE_HOME"):
        yield Path(home)
    yield from (Path("data"), Path.home() / "glove")


def _found(name: str, folders: Iterator[Path]) -> Path:
    """The first of the folders' files of that name."""
    tried = [folder / name for folder in folders]
    for path in tried:
        if path.is_file():
            return path
    raise FileNotFoundError(f"{name} is in none of {', '.join(str(path.parent) for path in tried)}.")
