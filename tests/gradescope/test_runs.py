"""The zip, unpacked to a fake /autograder, grades submissions of all kinds; `results.json` is as specified."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course import Course
from tests.gradescope.conftest import Gradescope, Run, check

NAME = "m01_mini.ipynb"
HOSTILE = """
import glob, os
root = {root!r}
print("TRIED")
for path in [root, *glob.glob(root + "/**", recursive=True)]:
    try:
        if os.path.isdir(path):
            if os.listdir(path) and "source" in path:
                print("FOUND", path)
        elif b"hidden" in open(path, "rb").read() or "dist" in path:
            print("FOUND", path)
    except OSError:
        pass
for pid in map(str, range(1, 70000)):
    try:
        words = open(f"/proc/{{pid}}/cmdline").read() + open(f"/proc/{{pid}}/environ").read()
        if root in words and "venv" not in words:
            print("FOUND process", pid)
    except OSError:
        pass
"""


def with_cell(notebook: bytes, source: str) -> bytes:
    """The notebook with a cell of the student's own in front."""
    made = json.loads(notebook)
    cell = {"cell_type": "code", "id": "own", "metadata": {}, "outputs": [], "execution_count": None}
    made["cells"].insert(0, {**cell, "source": source})
    return json.dumps(made).encode()


def test_a_right_one(gradescope: Gradescope, solution: bytes) -> None:
    """In a folder, and with files and another notebook beside it."""
    draft = with_cell(solution, "pass")
    files = {f"mine/{NAME}": solution, "mine/notes.txt": b"mine", "mine/draft.ipynb": draft}
    done = gradescope.run(files)
    assert done.code == 0
    check(done)
    assert done.results["score"] == 5
    hidden = [test for test in done.results["tests"] if test["visibility"] == "after_published"]
    assert {test["status"] for test in hidden} == {"passed"}
    assert done.results["stdout_visibility"] == "hidden"
    assert "Ada Doe <ada@example.edu>, Zoë Nowak" in " ".join(done.stdout.split())


def test_a_wrong_one_shows_only_what_is_public(
    gradescope: Gradescope, solution: bytes, course: Course
) -> None:
    wrong = with_cell(course.lab("m01_mini").student.joinpath(NAME).read_bytes(), "print('mine')")
    done = gradescope.run({NAME: wrong})
    check(done)
    assert done.results["score"] == 0
    hidden = [test for test in done.results["tests"] if test["visibility"] == "after_published"]
    assert hidden
    assert all(test["name"] not in done.shown for test in hidden)
    assert "mine" not in json.dumps(done.results)
    assert "mine" in done.stdout


@pytest.mark.parametrize("level", ["gradescope", "without_namespaces"])
def test_the_bundle_is_out_of_reach(level: str, solution: bytes, request: pytest.FixtureRequest) -> None:
    machine: Gradescope = request.getfixturevalue(level)
    done = machine.run({NAME: with_cell(solution, HOSTILE.format(root=str(machine.root)))})
    check(done)
    assert done.results["score"] == 5
    assert "TRIED" in done.stdout
    assert "FOUND" not in done.stdout
    assert ("sandbox: landlock" in done.stdout) == (level == "without_namespaces")


def test_one_without_end(gradescope: Gradescope, solution: bytes) -> None:
    done = gradescope.run({NAME: with_cell(solution, "while True: pass")})
    check(done)
    assert done.results["extra_data"]["outcome"] == "timed out"
    assert "Cell 1 ran longer than 2 s and was stopped." in done.shown


def no_score(run: Run) -> None:
    """Gradescope wants a score, or one of each test: without any it says that the autograder failed."""
    assert not {"score", "tests"} & set(run.results)
    check(replace(run, results={"score": 0, "tests": [], **run.results}))  # all else is as specified
    assert run.results["output"] == (
        "Something broke on our side, not in your work. There is no score yet: it will be graded again."
    )


def test_a_broken_environment_is_no_zero(upload: Path, solution: bytes, tmp_path: Path) -> None:
    broken = Gradescope(tmp_path / "autograder")
    broken.unpack(upload)  # and nothing installed
    done = broken.run({NAME: solution})
    assert done.code == 0
    no_score(done)
    assert "venv/bin/autograder" in done.stdout


def test_without_a_sandbox_staff_are_told(make: Callable[..., Gradescope], solution: bytes) -> None:
    bare = make("unshare", "landlock_create_ruleset")
    done = bare.run({NAME: solution})
    no_score(done)
    assert "neither namespaces" in done.stdout
    assert "Landlock" not in json.dumps(done.results)
    settings = bare.root / "source" / "settings.sh"
    settings.write_text(settings.read_text(encoding="utf-8").replace("auto", "none"), encoding="utf-8")
    done = bare.run({NAME: with_cell(solution, HOSTILE.format(root=str(bare.root)))})
    check(done)
    assert done.results["score"] == 5
    assert "no sandbox" in done.stdout
    assert "FOUND" in done.stdout  # so the tests above can fail
