"""The folder from which an engine builds our images: what of ours goes in, and its digest."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import Requirement

import autograder
from autograder.bundle import Bundle
from autograder.course import MANIFEST, Course
from autograder.errors import CourseError

NAME = "autograded-dl-course"
_HERE = Path(__file__).parent
_KERNEL = ("__init__.py", "errors.py", "scratch.py", "kernel")  # of autograder, what a student's kernel needs


def requirements() -> list[str]:
    """The course's pinned packages, as its pyproject.toml has them, or else as it was installed."""
    project = Path(autograder.__file__).parents[1] / "pyproject.toml"
    if project.is_file():
        table = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
        if table["name"] == NAME:
            return list(table["dependencies"])
    return [text for text in importlib.metadata.requires(NAME) or [] if not _is_extra(text)]


def _is_extra(text: str) -> bool:
    return "extra" in str(Requirement(text).marker or "")


@cache
def kernel_digest() -> str:
    """Of all that makes a kernel behave as it does: our part of it, labkit, the pins, and how the image is built."""
    digest = hashlib.sha256("\n".join(requirements()).encode())
    for name, path in sorted(_kernel_files()):
        digest.update(f"\n{name}\n".encode() + path.read_bytes())
    digest.update((_HERE / "Dockerfile").read_bytes())
    return digest.hexdigest()[:16]


def _kernel_files() -> Iterator[tuple[str, Path]]:
    ours = Path(autograder.__file__).parent
    for part in _KERNEL:
        yield from _files(ours / part, f"autograder/{part}")
    yield from _files(_labkit(), "labkit")


def _labkit() -> Path:
    spec = find_spec("labkit")
    if spec is None or spec.origin is None:
        raise CourseError("labkit is not installed", mend="pip install -e . in the course's folder")
    return Path(spec.origin).parent


def _files(path: Path, name: str) -> Iterator[tuple[str, Path]]:
    """A file, or all files of a folder but byte code, each with its name in the image."""
    if path.is_file():
        yield name, path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield f"{name}/{file.relative_to(path).as_posix()}", file


def write_context(
    folder: Path, course: Course, *, wheels: Path | None = None, certificates: Path | None = None
) -> str:
    """Lays out the folder; returns a digest of all in it that is not one of `wheels`.

    certificates: a file with those that pip is to trust beside its own.
    Raises: CourseError when no lab is built, or one not with the labkit that is installed.
    """
    for name in ("Dockerfile", "import_all.py"):
        shutil.copy(_HERE / name, folder / name)
    _copy(dict(_kernel_files()), folder / "kernel")
    modules = sorted({module for lab in course.labs for module in lab.preload})
    (folder / "modules.txt").write_text("\n".join(modules), encoding="utf-8")
    _write_grader(folder / "grader", course)
    (folder / "pip").mkdir()
    (folder / "pip" / "requirements.txt").write_text("\n".join(requirements()), encoding="utf-8")
    if certificates is not None:
        shutil.copy(certificates, folder / "pip" / "ca.pem")
    digest = _digest(folder)
    if wheels is not None:
        _link(sorted(wheels.glob("*.whl")), folder / "pip" / "wheels", wheels)
    return digest


def _write_grader(folder: Path, course: Course) -> None:
    """All of the autograder, its command, and the labs with their bundles."""
    ours = Path(autograder.__file__).parent
    part = dict(_kernel_files())
    rest = {name: path for name, path in _files(ours, "autograder") if name not in part}
    _copy(rest, folder / "course")
    _write_metadata(folder / "course")
    built = {f"dist/{lab.bundle.name}": lab.bundle for lab in course.labs if lab.bundle.is_file()}
    if not built:
        what = "holds no bundle, and so nothing to grade with"
        raise CourseError(what, where=str(course.root / "dist"), mend="Build the labs: autograder build")
    for path in built.values():
        Bundle.read(path).check_kit(path)
    _copy({**built, MANIFEST.as_posix(): course.root / MANIFEST}, folder / "labs")
    for name, target in (("grade-one", "grade-one"), ("command.py", "venv/bin/autograder")):
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(_HERE / name, folder / target)
        (folder / target).chmod(0o755)


def _write_metadata(folder: Path) -> None:
    """What tells Python of an installed package: its version, and where Jupyter finds our kernels."""
    found = importlib.metadata.distribution(NAME)
    place = folder / f"{NAME.replace('-', '_')}-{found.version}.dist-info"
    place.mkdir(parents=True)
    for name in ("METADATA", "entry_points.txt"):
        (place / name).write_text(found.read_text(name) or "", encoding="utf-8")


def _copy(files: Mapping[str, Path], folder: Path) -> None:
    for name, path in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)  # the engine's cache looks at the content, Python's at the time
        target.chmod(0o644)


def _link(files: Sequence[Path], folder: Path, where: Path) -> None:
    """Shows files in another folder, without copying them where the system can."""
    if not files:
        raise CourseError("holds no wheels", where=str(where), mend="pip download -d DIR -r requirements.txt")
    folder.mkdir()
    for path in files:
        try:
            os.link(path.resolve(), folder / path.name)
        except OSError:
            shutil.copy(path, folder / path.name)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name, path in _files(folder, "."):
        digest.update(f"\n{name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
