"""A fake Gradescope: the zip unpacked to a root folder of its own, as its image has it, and runs of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from autograder.build import build
from autograder.course import Course, load_course
from autograder.gradescope import make_upload, write_upload

MINI = Path(__file__).parents[1] / "course"
SCHEMA = json.loads(Path(__file__).with_name("results.schema.json").read_text(encoding="utf-8"))
_COMMAND = """
import errno
import pyseccomp
from autograder.cli import main
if __name__ == "__main__":
    filter = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in DENIED:
        filter.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
    filter.load()
    main()
"""
MAX_RESULTS_BYTES = 1 << 20
METADATA = {
    "id": 123456,
    "created_at": "2026-03-01T14:22:32.365935-07:00",
    "assignment": {
        "due_date": "2026-03-31T23:00:00.000000-07:00",
        "group_size": 2,
        "group_submission": True,
        "id": 25828,
        "course_id": 1234,
        "late_due_date": None,
        "release_date": "2026-02-02T00:00:00.000000-07:00",
        "title": "Lab 1",
        "total_points": "5.0",
    },
    "submission_method": "upload",
    "users": [
        {"email": "ada@example.edu", "id": 1234, "name": "Ada Doe"},
        {"email": "zoe@example.edu", "id": 1235, "name": "Zoë Nowak"},
    ],
    "previous_submissions": [],
}


@dataclass(frozen=True)
class Run:
    """What came of a run of `run_autograder`."""

    code: int
    stdout: str
    results: dict[str, Any]

    @property
    def shown(self) -> str:
        """All that a student sees at once, before grades are published."""
        if self.results.get("visibility", "visible") != "visible":
            return ""
        tests = [t for t in self.results.get("tests", ()) if t.get("visibility", "visible") == "visible"]
        top = {key: self.results[key] for key in ("output", "extra_data") if key in self.results}
        return json.dumps([top, tests], ensure_ascii=False)


@dataclass(frozen=True)
class Gradescope:
    """The machine's folder that stands for /autograder; `inside`: a command that runs it somewhere else."""

    root: Path
    inside: tuple[str, ...] = ()

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "TMPDIR") or k.startswith("PIP_")
        }
        return {**kept, "AUTOGRADER_ROOT": str(self.root)}

    def unpack(self, path: Path) -> None:
        """As the image's build does: the zip to `source`, `run_autograder` beside it."""
        source = self.root / "source"
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                made = Path(archive.extract(info, source))
                made.chmod((info.external_attr >> 16) & 0o777)
        shutil.copy(source / "run_autograder", self.root)  # keeps the permissions
        for name in ("results", "submission"):
            (self.root / name).mkdir()

    def borrow_environment(self, *denied: str) -> Gradescope:
        """Instead of `setup.sh`: the environment that the tests run in; `denied`: system calls that are not there."""
        command = self.root / "venv" / "bin" / "autograder"
        command.parent.mkdir(parents=True)
        command.write_text(f"#!{sys.executable}\nDENIED = {denied!r}\n{_COMMAND}", encoding="utf-8")
        command.chmod(0o755)
        return self

    def run(self, files: dict[str, bytes], metadata: Any = METADATA) -> Run:
        """Grades these files as a submission."""
        for name in ("results", "submission"):
            shutil.rmtree(self.root / name)
            (self.root / name).mkdir()
        for name, content in files.items():
            path = self.root / "submission" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (self.root / "submission_metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
        done = subprocess.run(
            self.inside or [self.root / "run_autograder"],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return Run(done.returncode, done.stdout + done.stderr, self.results())

    def results(self) -> dict[str, Any]:
        path = self.root / "results" / "results.json"
        assert path.stat().st_size < MAX_RESULTS_BYTES
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found


def check(run: Run, points: float = 5.0) -> None:
    """Whether Gradescope would take it, and whether no score is higher than it may be."""
    results = run.results
    assert "score" in results, run.stdout
    jsonschema.validate(results, SCHEMA)
    assert 0 <= results["score"] <= points
    scored = [test for test in results["tests"] if "score" in test]
    assert all(test["score"] <= test["max_score"] for test in scored)
    assert sum(test["max_score"] for test in scored) <= points + 1e-9


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The mini course, built, with short limits."""
    root = tmp_path_factory.mktemp("gradescope") / "course"
    shutil.copytree(MINI / "assignments", root / "assignments")
    manifest = root / "assignments" / "course.toml"
    text = manifest.read_text(encoding="utf-8").replace("cell_seconds = 10\n", "cell_seconds = 2\n")
    manifest.write_text(text, encoding="utf-8")
    loaded = load_course(root)
    build(loaded.labs, loaded)
    return loaded


@pytest.fixture(scope="session")
def upload(course: Course) -> Path:
    path = course.root / "dist" / "gradescope" / "m01_mini.zip"
    write_upload(path, make_upload(course.lab("m01_mini"), "auto").data)
    return path


@pytest.fixture(scope="session")
def solution(course: Course) -> bytes:
    return course.lab("m01_mini").solution.read_bytes()


@pytest.fixture(scope="session")
def make(upload: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Gradescope]:
    """A machine with the zip unpacked, on which these system calls are not there."""

    def make(*denied: str) -> Gradescope:
        found = Gradescope(tmp_path_factory.mktemp("g") / "autograder")
        found.unpack(upload)
        return found.borrow_environment(*denied)

    return make


@pytest.fixture(scope="session")
def gradescope(make: Callable[..., Gradescope]) -> Gradescope:
    return make()


@pytest.fixture(scope="session")
def without_namespaces(make: Callable[..., Gradescope]) -> Gradescope:
    """As most containers are: there the sandbox is Landlock's."""
    closed = [path for path in Path(sys.base_prefix).parents if not path.stat().st_mode & 0o001]
    if os.geteuid() == 0 and closed:
        pytest.skip(
            f"root's kernels become other users, and Python lies in {closed[0]}, which those can't enter"
        )
    return make("unshare")
