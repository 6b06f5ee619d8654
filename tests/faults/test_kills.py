"""Whatever is killed, and whenever: after a rerun everyone has the right result, and nothing is left behind."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults.checking import assert_nothing_counted, assert_right, assert_whole
from tests.faults.honest import write_class
from tests.faults.processes import Run

KILLS = {
    "kernel": 18,
    "worker": 12,
    "warm process": 8,
    "fork server": 6,
    "main process": 3,
    "whole run": 3,
}
STUDENTS = 12

Grade = Callable[..., Run]


@dataclass
class Killing:
    """Kills what is on the list, one by one at random moments, in as many runs as that takes."""

    start: Callable[[Path], Run]
    outs: Path
    points: dict[str, float]
    random: random.Random
    ended: Counter[int] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    our_faults: int = 0
    rounds: int = 0

    @property
    def out(self) -> Path:
        return self.outs / str(self.rounds)

    def kill_all(self, targets: list[str]) -> None:
        """Kills, and then leaves one run alone."""
        run = self.start(self.out)
        while targets:
            if run.ended_within(self.random.uniform(0.0, 0.8)):
                self.settle(run)
                run = self.start(self.out)
            elif run.kill(targets[-1], self.random.choice):
                targets.pop()
        run.ended_within(120)
        if self.settle(run) != 0:
            assert self.settle(self.start(self.out)) == 0

    def settle(self, run: Run) -> int:
        """After a run's end: nothing of it is left, nothing wrong is stored; a complete class is done with."""
        code, out, err = run.finish()
        assert run.left() == set()
        self.ended[code] += 1
        self.our_faults += out.count(": our fault")
        self.said += (
            err.splitlines() if code != -9 else []
        )  # half-started processes may complain of its death
        assert_whole(self.out)
        assert_nothing_counted(self.out, self.points)
        if code == 0:
            assert_right(self.out, self.points)
            self.rounds += 1
        return code


@pytest.mark.timeout(900)  # half a minute where nothing else runs
@pytest.mark.parametrize("kills", [20, pytest.param(50, marks=pytest.mark.slow)])
def test_random_kills(kills: int, course: Path, grade: Grade, tmp_path: Path, temporary: Path) -> None:
    points = write_class(course, tmp_path / "class", STUDENTS, wait=0.03)
    outs = tmp_path / "outs"
    killing = Killing(lambda out: grade(tmp_path / "class", out, "-j", "2"), outs, points, random.Random(50))
    targets = [target for target, count in KILLS.items() for _ in range(count)]
    assert len(targets) == 50
    killing.random.shuffle(targets)
    killing.kill_all(targets[:kills])
    print(
        f"runs by exit code {dict(killing.ended)}, {killing.rounds} classes, {killing.our_faults} faults of ours"
    )
    assert killing.said == []  # no run ended by an error of ours, or told of one
    assert set(killing.ended) <= {0, 1, -9}
    assert list(temporary.iterdir()) == []
