"""A lab's bundle: the zip that `autograder build` makes, loadable by `otter run` and Gradescope too."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.parts import Parts, parts_of

INDEX = "bundle.json"
_KIT = "files/labkit/"
_ENVIRONMENT = "environment.yml"


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric: what earns how many points."""

    points: float
    text: str


@dataclass(frozen=True)
class ManualQuestion:
    """A question that people read. `cells`: the ids of its answer cells in the notebook as handed out."""

    points: float
    prompt: str
    rubric: tuple[Criterion, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class GivenCell:
    """A cell of the notebook as handed out."""

    id: str
    text: str


@dataclass(frozen=True)
class Bundle:
    """What grading a lab needs. `tests` maps each question, in the notebook's order, to its test file's text.

    `manual` holds the questions that people read; `order` then names all questions as in the notebook, and
    `cells` are those of the notebook as handed out. `kit` and `environment`, labkit's files and the packages
    that were to be installed when the bundle was built, only tell what has changed.
    """

    lab: str
    tests: Mapping[str, str]
    files: Mapping[str, bytes]
    digest: str
    manual: Mapping[str, ManualQuestion] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    cells: tuple[GivenCell, ...] = ()
    kit: Mapping[str, bytes] = field(default_factory=dict)
    environment: bytes = b""

    @cached_property
    def parts(self) -> Parts:
        """What results depend on."""
        answers = [(name, question.points, question.cells) for name, question in self.manual.items()]
        return parts_of(self.tests, self.files, self.kit, self.environment, (answers, self.cells))

    @property
    def questions(self) -> tuple[str, ...]:
        """All questions, in the notebook's order."""
        return self.order or (*self.tests, *self.manual)

    @classmethod
    def read(cls, path: Path) -> Bundle:
        """Raises: CourseError when the file is missing or is no bundle of ours."""
        mend = f"Build it: autograder build {path.stem}"
        if not path.is_file():
            raise CourseError("there is no such bundle", where=str(path), mend=mend)
        try:
            with zipfile.ZipFile(path) as archive:
                index = json.loads(archive.read(INDEX))
                tests = {q: archive.read(f"tests/{q}.py").decode() for q in index["questions"]}
                names = archive.namelist()
                files = {n.removeprefix("files/"): archive.read(n) for n in names if _is_data(n)}
                kit = {n.removeprefix("files/"): archive.read(n) for n in names if n.startswith(_KIT)}
                environment = archive.read(_ENVIRONMENT) if _ENVIRONMENT in names else b""
            manual = {name: _manual(entry) for name, entry in index.get("manual", {}).items()}
            cells = tuple(GivenCell(**cell) for cell in index.get("cells", ()))
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
            raise CourseError(f"not a bundle: {error}", where=str(path), mend=mend) from None
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        order = tuple(index.get("order", ()))
        return cls(index["lab"], tests, files, digest, manual, order, cells, kit, environment)


def _manual(entry: Mapping[str, Any]) -> ManualQuestion:
    rubric = tuple(Criterion(**criterion) for criterion in entry["rubric"])
    return ManualQuestion(float(entry["points"]), entry["prompt"], rubric, tuple(entry["cells"]))


def _is_data(name: str) -> bool:
    """Whether an entry is a file for the notebook's folder; labkit is installed and does not travel."""
    return name.startswith("files/") and not name.endswith("/") and not name.startswith(_KIT)
