"""A real Ray cluster on this machine, to which nodes are added and from which they are torn."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from autograder.cluster import RayGrader
from autograder.cluster.connection import import_ray
from autograder.course import Lab
from autograder.engines import Engine
from autograder.outcomes import Result
from autograder.submissions import Submission
from tests.cluster.cluster_task import opened
from tests.cluster.nodes import Cluster, Node

if not sys.platform.startswith("linux"):
    collect_ignore_glob = ["test_*.py"]  # they read /proc


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Its head has two CPUs, and memory for three slots of 2 GB."""
    with tempfile.TemporaryDirectory(prefix="c-") as folder, pytest.MonkeyPatch.context() as patch:
        cluster = Cluster(Path(folder))
        for name, value in cluster.secret.items():  # read when Ray is imported
            patch.setenv(name, value)
        cluster.start("--num-cpus=2", f"--memory={6 << 30}", head=True)
        cluster.connect(import_ray())
        yield cluster
        cluster.close()


@pytest.fixture
def second_node(cluster: Cluster) -> Iterator[Node]:
    """A node more, with one CPU, which joins in its own time."""
    node = cluster.start("--num-cpus=1")
    yield node
    node.kill()
    cluster.wait_for_nodes(1)


@dataclass
class Grading:
    """Grades made-up submissions on the cluster by a task that does what they say."""

    lab: Lab
    calls: Path
    away: Path | None = None
    engine: Engine = field(default_factory=lambda: Engine("ray", address="auto"))
    seconds: float = float("inf")
    told: list[str] = field(default_factory=list)
    open: Any = None

    def grader(self) -> RayGrader:
        task = self.open or partial(opened, self.calls, self.away)
        return RayGrader("1", task, self.engine, self.told.append, self.seconds)

    def start(self, **notebooks: str) -> Generator[tuple[Submission, Result], None, None]:
        todo = [(Submission(name, f"{name}.ipynb", text.encode()), None) for name, text in notebooks.items()]
        return self.grader().run(self.lab, todo)

    def run(self, **notebooks: str) -> dict[str, Result]:
        pairs = [(submission.id, result) for submission, result in self.start(**notebooks)]
        assert len(pairs) == len(dict(pairs)) == len(notebooks)
        return dict(pairs)

    def seen(self, name: str = "*") -> list[tuple[Path, int, str]]:
        """Of each call on such a submission: its node's folder, the process, and its OMP_NUM_THREADS."""
        words = [
            path.read_text(encoding="utf-8").split() for path in sorted(self.calls.glob(f"{name}.[0-9]*"))
        ]
        return [(Path(folder), int(process), threads) for folder, process, threads in words]


@pytest.fixture
def grading(cluster: Cluster, tmp_path: Path) -> Grading:
    calls = tmp_path / "calls"
    calls.mkdir()
    return Grading(Lab("m01", "Mini", 5.0, tmp_path, memory_mb=512), calls)
