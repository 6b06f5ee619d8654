"""Temporary folders that a killed program left are swept; those of living ones are not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from autograder import scratch
from autograder.errors import CourseError
from autograder.scratch import remove_tree

HOLD = """
import sys
from autograder.scratch import process_folder, run_folder
with run_folder() as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


def holder(temporary: Path) -> tuple[subprocess.Popen[str], Path]:
    """A program that has a folder, and that folder."""
    pipe = subprocess.PIPE
    environment = {"TMPDIR": str(temporary)}
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=pipe, stdout=pipe, env=environment, text=True
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_a_program_that_ends_leaves_nothing(tmp_path: Path) -> None:
    process, folder = holder(tmp_path)
    with process:
        assert folder.parent.parent == tmp_path
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_is_swept_by_the_next(tmp_path: Path) -> None:
    killed, left = holder(tmp_path)
    with killed:
        killed.kill()
    assert left.is_dir()
    following, folder = holder(tmp_path)
    with following:
        assert not left.parent.exists()
        assert folder.is_dir()


def test_what_a_living_program_holds_stays(tmp_path: Path) -> None:
    process, folder = holder(tmp_path)
    with process:
        scratch.sweep(tmp_path)
        assert folder.is_dir()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "ag-run-new").mkdir()  # not held yet
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "lock").touch()
    (tmp_path / "ag-run-link").symlink_to(tmp_path / "other")
    scratch.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ag-run-link", "ag-run-new", "other"]
    assert (tmp_path / "other" / "lock").exists()


def test_a_full_disk_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(scratch.shutil, "disk_usage", lambda path: usage(4096))
    with pytest.raises(
        CourseError, match=r"no room left for temporary files\. Make room there, or name another"
    ):
        scratch._temporary_folder()


def test_a_folder_is_removed_whatever_was_left_in_it(tmp_path: Path) -> None:
    top = tmp_path / "top"
    (top / "closed" / "inside").mkdir(parents=True)
    (top / "closed" / "inside" / "file").touch()
    os.mkfifo(top / "pipe")
    (top / "outside").symlink_to(tmp_path)
    (tmp_path / "kept").touch()
    here = os.getcwd()
    os.chdir(top)
    for _ in range(2500):  # deeper than any path may be long, and than Python recurses
        os.mkdir("d")
        os.chdir("d")
    os.chmod(".", 0)
    os.chdir(here)
    (top / "closed").chmod(0)
    top.chmod(0)
    remove_tree(top)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
