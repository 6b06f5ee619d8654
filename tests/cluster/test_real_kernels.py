"""The mini course's class graded on a cluster, by kernels in the sandbox of its nodes, is graded as on this machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.build import build
from autograder.bundle import Bundle
from autograder.course import load_course
from autograder.engines import Engine
from autograder.graders import make_grader
from autograder.outcomes import Result
from autograder.submissions import Submission
from tests.cluster.nodes import Cluster, Node
from tests.faults.checking import assert_right
from tests.faults.honest import honest_class, write_class
from tests.faults.processes import Run, all_processes, wait_for_end

MINI = Path(__file__).parents[1] / "course"
STUDENTS = 12


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini course, built, with a short time limit."""
    root = tmp_path_factory.mktemp("cluster") / "course"
    shutil.copytree(MINI / "assignments", root / "assignments")
    manifest = root / "assignments" / "course.toml"
    text = manifest.read_text(encoding="utf-8")
    assert "cell_seconds = 10\n" in text
    manifest.write_text(text.replace("cell_seconds = 10\n", "cell_seconds = 2\n"), encoding="utf-8")
    loaded = load_course(root)
    build(loaded.labs, loaded, check=False)
    return root


def what_counts(result: Result) -> object:
    """Of a result, all but what differs from run to run: times and inputs."""
    events = [(event.cell, event.exception) for event in result.events]
    return result.outcome, result.score, [(test.id, test.passed) for test in result.tests], events


def endless(notebook: bytes) -> bytes:
    """With a cell in front that ends only when it is interrupted."""
    raw = json.loads(notebook)
    raw["cells"].insert(
        0, {**raw["cells"][-1], "cell_type": "code", "id": "own", "source": "while True:\n    pass"}
    )
    return json.dumps(raw).encode()


def test_results_are_those_of_the_local_engine(course: Path, cluster: Cluster) -> None:
    lab = load_course(course).lab("m01_mini")
    bundle = Bundle.read(lab.bundle)
    made = [notebook for notebook, _ in honest_class(course, 4).values()]
    made.append(endless(made[0]))
    todo = [(Submission(f"s{number}", "", notebook), None) for number, notebook in enumerate(made)]

    def graded(engine: Engine) -> dict[str, object]:
        grader = make_grader(lab, bundle, engine=engine)
        return {submission.id: what_counts(result) for submission, result in grader.run(lab, todo)}

    assert graded(Engine("ray", address=cluster.address)) == graded(Engine())


@pytest.fixture
def grade(course: Path) -> Iterator[Callable[..., Run]]:
    """Starts `autograder grade --engine ray` on a folder; what still runs at the end is killed."""
    with tempfile.TemporaryDirectory(prefix="r-") as temporary:
        runs: list[Run] = []

        def start(folder: Path, out: Path, *options: str) -> Run:
            where = ["-o", str(out), "--course", str(course), "--engine", "ray", *options]
            runs.append(Run(["grade", "m01_mini", str(folder), *where], Path(temporary)).start())
            return runs[-1]

        yield start
        for run in runs:
            run.close()
        assert list(Path(temporary).iterdir()) == []


def wait_for_results(run: Run, count: int) -> None:
    """Reads the run's lines until so many submissions are graded."""
    assert run.process.stdout is not None
    for line in run.process.stdout:
        if line.startswith(f"{count}/"):
            return
    raise AssertionError(run.finish())


@pytest.mark.slow
def test_a_class_survives_the_death_of_one_of_two_nodes(
    course: Path, grade: Callable[..., Run], cluster: Cluster, second_node: Node, tmp_path: Path
) -> None:
    points = write_class(course, tmp_path / "class", STUDENTS, wait=0.1)
    cluster.wait_for_nodes(2)
    run = grade(tmp_path / "class", tmp_path / "out", "--address", cluster.address)
    wait_for_results(run, STUDENTS // 2)
    second_node.kill()
    code, out, err = run.finish()
    assert (code, err) == (0, "")
    assert "our fault" not in out
    assert_right(tmp_path / "out", points)
    assert second_node.left() == []


@pytest.mark.slow
def test_after_ctrl_c_the_same_command_goes_on(
    course: Path, grade: Callable[..., Run], tmp_path: Path
) -> None:
    points = write_class(course, tmp_path / "class", STUDENTS, wait=0.1)
    run = grade(tmp_path / "class", tmp_path / "out")
    wait_for_results(run, 3)
    run.parts()
    os.killpg(run.process.pid, signal.SIGINT)  # as a terminal does
    code, _, err = run.finish()
    assert code == 130
    assert err.startswith("autograder: stopped. What is done is kept; to go on: ")
    assert len(err.splitlines()) == 1
    assert run.left() == set()
    again = grade(tmp_path / "class", tmp_path / "out")
    code, out, err = again.finish()
    assert (code, err) == (0, "")
    known = int(re.search(r"submissions, (\d+) known before", out)[1])
    assert 3 <= known < STUDENTS
    assert_right(tmp_path / "out", points)
    assert again.left() == set()


@pytest.mark.slow
def test_nothing_outlives_a_driver_that_is_killed(
    course: Path, grade: Callable[..., Run], cluster: Cluster, tmp_path: Path
) -> None:
    write_class(course, tmp_path / "class", 3, wait=2.0)
    run = grade(tmp_path / "class", tmp_path / "out", "--address", cluster.address)
    wait_for_results(run, 1)
    warm = [p for p in all_processes().values() if "autograder.kernel.warm" in p.command and cluster.has(p)]
    assert warm
    run.process.kill()
    for process in warm:
        wait_for_end(process.pid, 20.0)
        assert process.pid not in all_processes()
