"""A grader that is killed while it writes reports leaves each file whole, the old one or the new one."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from autograder.course import Lab
from autograder.outcomes import Outcome, QuestionResult, Result, TestResult
from autograder.report import GradedClass, Scheme, write_reports
from tests.faults.checking import assert_whole
from tests.faults.processes import ended_within

KILLS = 8
STUDENTS = 30


def write(out: Path, score: float) -> None:
    """All reports of a class in which everyone has that score."""
    tests = tuple(TestResult("q1", f"test_{n}", False, n < score, 1.0, f"It is {n}.") for n in range(5))
    questions = (QuestionResult("q1", score, 5.0, tests),)
    results = [Result(f"s{n:02}", "m01", Outcome.GRADED, questions) for n in range(STUDENTS)]
    write_reports(out, GradedClass(Lab("m01", "Mini", 5.0, out), Scheme(("q1",), 5.0), tuple(results)))


WRITE = """
import itertools, pathlib, sys
from tests.faults.test_killed_reports import write
print("ready", flush=True)
for number in itertools.count():
    write(pathlib.Path(sys.argv[1]), float(number % 5))
"""


def test_no_file_is_cut_short(tmp_path: Path) -> None:
    chance = random.Random(3)
    write(tmp_path, 0.0)
    files = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert len(files) == 2 * STUDENTS + 3
    for _ in range(KILLS):
        command = [sys.executable, "-c", WRITE, str(tmp_path)]
        root = Path(__file__).parents[2]
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            assert not ended_within(process, chance.uniform(0.0, 0.2))
            process.kill()
        assert_whole(tmp_path)
        drafts = {path for path in tmp_path.rglob("*") if path.suffix == ".part"}
        assert {path for path in tmp_path.rglob("*") if path.is_file()} - drafts == files
    write(tmp_path, 5.0)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == files
