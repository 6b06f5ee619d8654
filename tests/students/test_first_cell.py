"""The first cell of a student's notebook: silent where all is there, of use in Colab, careful elsewhere."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import types
import zipfile
from pathlib import Path
from typing import Any

import pytest

from autograder.build.ready import first_cell

PINS = "ipykernel==7.4.0\nnumpy==2.4.6\notter-grader==7.0.0\ntiny==0.1.3\n"
HERE = {"numpy": "2.4.6", "otter-grader": "7.0.0", "tiny": "0.1.3"}
CELL = first_cell("m01", PINS)


class Place:
    """A made-up machine: what is installed there, what pip was asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.packages = dict(HERE)
        self.asked: list[list[str]] = []
        self.works = True
        self.monkeypatch = monkeypatch
        monkeypatch.chdir(folder)
        monkeypatch.setattr(importlib.metadata, "version", self.version)
        monkeypatch.setattr(subprocess, "run", self.run)
        monkeypatch.delenv("CONDA_DEFAULT_ENV", raising=False)

    def version(self, name: str) -> str:
        if name not in self.packages:
            raise importlib.metadata.PackageNotFoundError(name)
        return self.packages[name]

    def run(self, command: list[str]) -> subprocess.CompletedProcess[bytes]:
        self.asked.append(command)
        return subprocess.CompletedProcess(command, 0 if self.works else 1)

    def is_environment(self, virtual: bool) -> None:
        self.monkeypatch.setattr(sys, "prefix", "/elsewhere" if virtual else sys.base_prefix)

    def is_colab(self, *given: str) -> None:
        """Whoever is asked there for files gives these."""
        files = types.ModuleType("google.colab.files")
        files.upload = lambda: dict.fromkeys(given, b"")  # type: ignore[attr-defined]
        self.is_environment(virtual=False)
        for name in ("google", "google.colab"):
            self.monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
        self.monkeypatch.setitem(sys.modules, files.__name__, files)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Place:
    return Place(monkeypatch, tmp_path)


def run() -> dict[str, Any]:
    """Runs the cell; the names that it leaves."""
    names: dict[str, Any] = {}
    exec(CELL, names)
    names.pop("__builtins__")
    return names


def test_where_all_is_there_nothing_happens(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    for virtual in (True, False):
        place.is_environment(virtual)
        assert run() == {}
    assert capsys.readouterr().out == ""
    assert place.asked == []


def test_a_build_for_the_cpu_is_the_same_version(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.packages["numpy"] = "2.4.6+cpu"
    run()
    assert capsys.readouterr().out == ""


def test_the_same_major_version_will_do_and_is_told(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.packages["numpy"] = "2.0.2"
    run()
    assert "they will do: numpy 2.0.2 (2.4.6)." in capsys.readouterr().out
    assert place.asked == []


@pytest.mark.parametrize(
    ("have", "restart"), [({}, False), ({"numpy": "1.26.4"}, True), ({"tiny": "0.2.0"}, True)]
)
def test_what_is_missing_is_installed_in_an_environment(
    place: Place, capsys: pytest.CaptureFixture[str], have: dict[str, str], restart: bool
) -> None:
    place.is_environment(virtual=True)
    place.packages |= have
    if not have:
        del place.packages["otter-grader"]
    run()
    out = capsys.readouterr().out
    (command,) = place.asked
    assert command[:4] == [sys.executable, "-m", "pip", "install"]
    wanted = {"numpy": "numpy==2.4.6", "tiny": "tiny==0.1.3"}.get(next(iter(have), ""), "otter-grader==7.0.0")
    assert command[5:] == [wanted]
    assert wanted in out
    assert ("Restart the kernel" in out) == restart


def test_outside_an_environment_nothing_is_installed(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.is_environment(virtual=False)
    del place.packages["numpy"]
    run()
    assert place.asked == []
    assert "pip install -r requirements.txt" in capsys.readouterr().out


def test_a_failing_pip_is_told(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.is_environment(virtual=True)
    place.works = False
    del place.packages["numpy"]
    run()
    assert "That failed. In a terminal: " in capsys.readouterr().out


def release(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("labkit/__init__.py", "tests/q1.py", "data/a.csv", "m01.ipynb"):
            archive.writestr(f"m01/{name}", "x")


@pytest.mark.parametrize("name", ["m01.zip", "m01 (1).zip"])
def test_in_colab_the_zip_is_unpacked(
    place: Place, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    release(tmp_path / name)
    place.is_colab()
    del place.packages["otter-grader"]
    run()
    out = capsys.readouterr().out
    assert f"Unpacked {name}." in out
    assert "Hand in" in out or "hand in the notebook itself" in out
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {name, "labkit/__init__.py", "tests/q1.py", "data/a.csv"}
    assert place.asked == [[sys.executable, "-m", "pip", "install", "--quiet", "otter-grader==7.0.0"]]
    run()  # again: it is there
    assert "Unpacked" not in capsys.readouterr().out


def test_in_colab_it_asks_for_the_zip(
    place: Place, capsys: pytest.CaptureFixture[str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place.is_colab()
    run()
    assert "Please choose m01.zip" in (out := capsys.readouterr().out)
    assert "That is not m01.zip" in out
    chosen = tmp_path_factory.mktemp("downloads") / "chosen.zip"
    release(chosen)
    place.is_colab(str(chosen))
    run()
    assert (tmp_path / "tests" / "q1.py").is_file()


def test_a_notebook_without_its_folder_is_told(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    run()
    assert "unpack m01.zip, and open the notebook in it" in capsys.readouterr().out
