"""What is in the zip: the scripts as Gradescope wants them, the pins of this lab alone, the same bytes each time."""

from __future__ import annotations

import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

from autograder.course import Course, load_course
from autograder.gradescope import make_upload
from tests.gradescope.conftest import Gradescope, check

ROOT = Path(__file__).parents[2]


def test_scripts_lie_at_the_top_and_run_on_linux(upload: Path) -> None:
    with zipfile.ZipFile(upload) as archive:
        for name in ("setup.sh", "run_autograder"):
            info = archive.getinfo(name)
            assert info.create_system == 3
            assert (info.external_attr >> 16) & 0o777 == 0o755
            text = archive.read(name)
            assert text.startswith(b"#!/usr/bin/env bash\n")
            assert b"\r" not in text
            subprocess.run(["bash", "-n"], input=text, check=True)


def test_the_same_course_gives_the_same_bytes(upload: Path, course: Course) -> None:
    assert make_upload(course.lab("m01_mini"), "auto").data == upload.read_bytes()


def test_only_what_the_lab_needs_is_installed(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.bundle.Bundle.check_kit", lambda *_: None)
    real = load_course(ROOT)
    seen = {name: pins(real, name) for name in ("l03_1_pytorch", "l05_1_text")}
    assert "torch" in seen["l03_1_pytorch"]
    assert not {"tensorflow", "keras", "transformers", "spacy"} & seen["l03_1_pytorch"]
    assert "spacy" in seen["l05_1_text"]
    assert not {"torch", "tensorflow"} & seen["l05_1_text"]
    assert not {"torch", "matplotlib", "scikit-learn"} & pins(course, "m01_mini")


def pins(course: Course, lab: str) -> set[str]:
    bundle = course.lab(lab).bundle
    if not bundle.is_file():
        pytest.skip(f"{bundle} is not built")
    made = make_upload(course.lab(lab), "auto")
    project = tomllib.loads(read(made.data, "package/pyproject.toml"))["project"]
    return {pin.split("==")[0] for pin in project["dependencies"]}


def test_where_pip_looks_too(course: Course) -> None:
    made = make_upload(course.lab("m01_mini"), "auto", "https://wheels.example.org/cpu & more")
    assert "INDEX='https://wheels.example.org/cpu & more'\n" in read(made.data, "settings.sh")
    assert '${INDEX:+--extra-index-url "$INDEX"}' in read(made.data, "setup.sh")


def read(data: bytes, name: str) -> str:
    import io

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_setup_installs_what_grading_needs_and_no_more(upload: Path, solution: bytes, tmp_path: Path) -> None:
    """The real `setup.sh`, but for apt: in an environment of its own, on this machine."""
    fresh = Gradescope(tmp_path / "autograder")
    fresh.unpack(upload)
    done = subprocess.run(
        [fresh.root / "source" / "setup.sh"],
        env=fresh.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert not (fresh.root / "source" / "dist").stat().st_mode & 0o077
    listed = [fresh.root / "venv" / "bin" / "python", "-m", "pip", "list", "--format", "freeze"]
    names = subprocess.run(listed, capture_output=True, text=True, check=True).stdout
    assert "autograded-dl-course==" in names
    assert "torch==" not in names
    assert "tensorflow==" not in names
    run = fresh.run({"m01_mini.ipynb": solution})
    check(run)
    assert run.results["score"] == 5, run.stdout
