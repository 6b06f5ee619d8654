"""A lab's bundle: the zip that `autograder build` makes, loadable by `otter run` and Gradescope too."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError

INDEX = "bundle.json"


@dataclass(frozen=True)
class Bundle:
    """What grading a lab needs. `tests` maps each question, in the notebook's order, to its test file's text."""

    lab: str
    tests: Mapping[str, str]
    files: Mapping[str, bytes]
    digest: str

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
                files = {n.removeprefix("files/"): archive.read(n) for n in archive.namelist() if _is_data(n)}
        except (zipfile.BadZipFile, KeyError, ValueError) as error:
            raise CourseError(f"not a bundle: {error}", where=str(path), mend=mend) from None
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return cls(index["lab"], tests, files, digest)


def _is_data(name: str) -> bool:
    """Whether an entry is a file for the notebook's folder; labkit is installed and does not travel."""
    return name.startswith("files/") and not name.endswith("/") and not name.startswith("files/labkit/")
