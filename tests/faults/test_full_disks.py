"""A full or read-only disk costs nobody a point: it is told in a line, and a rerun with room goes on."""

from __future__ import annotations

import os
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.checking import assert_nothing_counted, assert_right, assert_whole
from tests.faults.honest import write_class
from tests.faults.processes import Run

Grade = Callable[..., Run]


@dataclass(frozen=True)
class Disk:
    """A file system in memory of a size of its own."""

    folder: Path

    def mount(self, options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")

    def set(self, options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.folder)], check=True)

    def fill(self) -> Path:
        """Takes all the room that there is, in a file to be deleted."""
        path = self.folder / "filler"
        with path.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1 << 16))
            except OSError:
                return path


@pytest.fixture
def disk() -> Iterator[Disk]:
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small file system")
    folder = Path("/tmp") / f"f-disk-{os.getpid()}"  # short, for sockets may lie there
    folder.mkdir()
    yield Disk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=False, capture_output=True)
    folder.rmdir()


def assert_told(run: Run, *says: str) -> None:
    """The run ended with one line on standard error that says this."""
    code, _, err = run.finish()
    assert code == 2, err
    assert err.startswith("autograder: ")
    assert err.count("\n") == 1, err
    for part in says:
        assert part in err
    assert run.left() == set()


@pytest.fixture
def points(course: Path, tmp_path: Path) -> dict[str, float]:
    return write_class(course, tmp_path / "class", 6)


@pytest.mark.parametrize("size", ["16k", "100k", "180k"])
def test_no_room_for_gradebook_or_reports(
    size: str, disk: Disk, grade: Grade, points: dict[str, float], tmp_path: Path
) -> None:
    disk.mount(f"size={size}")
    out = disk.folder / "out"
    assert_told(grade(tmp_path / "class", out), str(out), "Make room")
    assert_whole(out)
    assert_nothing_counted(out, points)
    disk.set("size=16m")
    assert grade(tmp_path / "class", out).finish()[0] == 0
    assert_right(out, points)
    assert list(out.rglob("*.part")) == []


def test_no_room_for_temporary_files_from_the_start(
    disk: Disk, grade: Grade, points: dict[str, float], tmp_path: Path
) -> None:
    disk.mount("size=512k")
    run = grade(tmp_path / "class", tmp_path / "out", temporary=disk.folder)
    assert_told(run, str(disk.folder), "no room left for temporary files", "TMPDIR")
    disk.set("size=16m")
    assert grade(tmp_path / "class", tmp_path / "out", temporary=disk.folder).finish()[0] == 0
    assert_right(tmp_path / "out", points)


def _add_file(notebook: Path, content: bytes) -> None:
    """Makes a zip of it, with a file that needs more room than an ended submission gives back."""
    with zipfile.ZipFile(notebook.with_suffix(".zip"), "w") as archive:
        archive.write(notebook, notebook.name)
        archive.writestr("large.bin", content)
    notebook.unlink()


def test_temporary_files_run_out_of_room_midway(
    disk: Disk, grade: Grade, points: dict[str, float], tmp_path: Path
) -> None:
    disk.mount("size=4m")
    _add_file(tmp_path / "class" / "student005.ipynb", bytes(1 << 20))
    run = grade(tmp_path / "class", tmp_path / "out", "-j", "1", temporary=disk.folder)
    seen = next(line for line in run.process.stdout if line.startswith("2/6"))
    filler = disk.fill()
    code, out, err = run.finish()
    assert (code, err) == (1, ""), seen + out
    assert "our fault" in out
    assert "Run the command again. The reason: " in out
    assert "no room left" in out or "No space left" in out
    assert_nothing_counted(tmp_path / "out", points)
    filler.unlink()
    assert grade(tmp_path / "class", tmp_path / "out", temporary=disk.folder).finish()[0] == 0
    assert_right(tmp_path / "out", points)
    assert list(disk.folder.iterdir()) == []


def test_an_output_folder_that_is_read_only(
    disk: Disk, grade: Grade, points: dict[str, float], tmp_path: Path
) -> None:
    disk.mount("size=16m,ro")
    assert_told(grade(tmp_path / "class", disk.folder), str(disk.folder), "can't be written", "name another")
    assert_told(grade(tmp_path / "class", disk.folder / "out"), "can't be made a folder", "Name another")
    disk.set("rw")
    assert grade(tmp_path / "class", disk.folder).finish()[0] == 0
    disk.set("ro")
    again = grade(tmp_path / "class", disk.folder)
    assert_told(again, str(disk.folder), "can't be written", "name another")
    disk.set("rw")
    assert_right(disk.folder, points)
