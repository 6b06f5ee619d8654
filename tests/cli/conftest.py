"""The mini course, built once, and the command line as a user runs it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main

MINI = Path(__file__).parents[1] / "course"
COMMAND = [sys.executable, "-c", "from autograder.cli import main; main()"]


def invoke(*arguments):
    """Runs the command in this process, which is quicker than a new one."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="session")
def built_course(tmp_path_factory):
    """A copy of the mini course with its lab built, and a short time limit."""
    root = tmp_path_factory.mktemp("built") / "course"
    shutil.copytree(MINI / "assignments", root / "assignments")
    manifest = root / "assignments" / "course.toml"
    text = manifest.read_text(encoding="utf-8")
    assert "cell_seconds = 10\n" in text
    manifest.write_text(text.replace("cell_seconds = 10\n", "cell_seconds = 3\n"), encoding="utf-8")
    done = invoke("build", "--course", root)
    assert done.exit_code == 0, done.output
    return root


@pytest.fixture(scope="session")
def solution(built_course):
    return json.loads(
        (built_course / "solutions" / "m01_mini" / "m01_mini.ipynb").read_text(encoding="utf-8")
    )


@pytest.fixture
def run(built_course):
    def run(*arguments):
        return invoke(*arguments, "--course", built_course)

    return run


@pytest.fixture
def begin(built_course):
    """Starts the command as a process of its own, without waiting for its end."""
    started = []

    def begin(*arguments):
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        command = [*COMMAND, *map(str, arguments)]
        pipe = subprocess.PIPE
        started.append(
            subprocess.Popen(command, cwd=built_course, env=environment, stdout=pipe, stderr=pipe, text=True)
        )
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def hand_in(tmp_path, solution):
    """Writes a student's notebook: the solution, with a cell of the student's own in front."""

    def hand_in(name, first="pass", folder="class"):
        cell = {
            "cell_type": "code",
            "id": "own",
            "metadata": {},
            "source": first,
            "outputs": [],
            "execution_count": None,
        }
        notebook = {**solution, "cells": [cell, *solution["cells"]]}
        path = tmp_path / folder / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    return hand_in
