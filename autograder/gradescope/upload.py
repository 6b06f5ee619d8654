"""Makes a lab's upload for Gradescope: scripts, the engine as source, its pins, the bundle.

The two packages travel as source with a `pyproject.toml` of their own, not as a wheel: so whoever makes the zip
needs no build tool and no network, the same course gives the same bytes, and what the lab does not need is not
among the dependencies that are installed. Source of the format:
https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Literal

from autograder.build.archive import pack
from autograder.build.imports import DISTRIBUTION, course_pins, labkit_files, pin_name, requirements
from autograder.build.source import read_source
from autograder.build.tree import read_tree
from autograder.bundle import Bundle
from autograder.course import MANIFEST, Lab, Limits
from autograder.errors import CourseError
from autograder.outcomes import Outcome, Result
from autograder.report.files import write_file
from autograder.report.gradescope import gradescope_results
from autograder.report.scheme import Scheme
from autograder.report.words import number

Sandbox = Literal["auto", "strict", "none"]

HERE = Path(__file__).parent
BUILD = "hatchling==1.28.0"
# what `autograder single` imports; all else that the course pins comes only where the lab needs it
ENGINE = (
    "alembic",
    "click",
    "ipykernel",
    "jinja2",
    "jupyter-client",
    "msgpack",
    "nbclient",
    "nbformat",
    "otter-grader",
    "pyseccomp",
    "pyyaml",
    "rich",
    "sqlalchemy",
)
_START_SECONDS = 180


@dataclass(frozen=True)
class Upload:
    """The zip's bytes, and what to set on Gradescope's page."""

    data: bytes
    points: float
    minutes: int
    memory_gb: float

    @property
    def settings(self) -> tuple[str, ...]:
        """In words."""
        return (
            "base image: Ubuntu 22.04 or newer",
            f"container: {number(self.memory_gb)} GB of memory or more",
            f"timeout: {self.minutes} minutes or more",
            f"points of the assignment: {number(self.points)}",
        )


def make_upload(lab: Lab, sandbox: Sandbox, index: str = "") -> Upload:
    """The zip for a lab that is built. `index`: where pip looks there, too.

    Raises: CourseError when its bundle is missing, or older than the course's labkit; SourceError for its source.
    """
    bundle = Bundle.read(lab.bundle)
    bundle.check_kit(lab.bundle)
    kit = labkit_files(lab.root)
    needed = {pin_name(line) for line in requirements(lab, read_source(lab.source), kit).splitlines()}
    pins = _pins(lab)
    used = [pin for pin in pins if pin_name(pin) in {*needed, *ENGINE}]
    engine = {f"autograder/{name}": data for name, data in read_tree(HERE.parent).items()}
    package = {**engine, **kit, "pyproject.toml": _project(used).encode()}
    scripts = {name: _unix(HERE / name) for name in ("setup.sh", "run_autograder")}
    tree = {
        **scripts,
        **{f"package/{name}": data for name, data in package.items()},
        "settings.sh": _settings(lab=lab.name, sandbox=sandbox, index=index).encode(),
        "constraints.txt": "".join(f"{pin}\n" for pin in pins).encode(),
        "failed.json": _failed(lab).encode(),
        f"dist/{lab.bundle.name}": lab.bundle.read_bytes(),
        MANIFEST.as_posix(): _unix(lab.root / MANIFEST),
    }
    limits = Limits.of(lab)
    minutes = -(-int(2 * limits.submission_seconds + limits.test_seconds + _START_SECONDS) // 60)
    heavy = {"torch", "tensorflow"} & needed
    return Upload(pack(tree), lab.points, minutes, 2.0 + len(heavy))


def write_upload(path: Path, data: bytes) -> None:
    """Raises: CourseError when it can't be written."""
    try:
        write_file(path, data)
    except OSError as error:
        what = f"can't be written ({error.strerror})"
        raise CourseError(what, where=str(path), mend="Name another file with -o") from None


def _pins(lab: Lab) -> list[str]:
    """The engine's, and the course's where it has pins of its own."""
    found = {pin_name(pin): pin for root in (HERE.parents[1], lab.root) for pin in course_pins(root)}
    return [found[name] for name in sorted(found)]


def _project(pins: list[str]) -> str:
    """A `pyproject.toml` by which pip installs the two packages, and of the course's pins only these."""
    ours = distribution(DISTRIBUTION)
    entries: dict[str, dict[str, str]] = {}
    for entry in ours.entry_points:
        entries.setdefault(entry.group, {})[entry.name] = entry.value
    lines = ["[build-system]", f"requires = {json.dumps([BUILD])}", 'build-backend = "hatchling.build"', ""]
    lines += ["[project]", f'name = "{DISTRIBUTION}"', f'version = "{ours.version}"']
    lines += ['requires-python = ">=3.11"', f"dependencies = {json.dumps(pins)}", ""]
    for group, members in sorted(entries.items()):
        section = "scripts" if group == "console_scripts" else f'entry-points."{group}"'
        lines += [f"[project.{section}]"]
        lines += [f"{json.dumps(name)} = {json.dumps(value)}" for name, value in sorted(members.items())]
        lines += [""]
    lines += ["[tool.hatch.build.targets.wheel]", 'packages = ["autograder", "labkit"]', ""]
    return "\n".join(lines)


def _settings(**values: str) -> str:
    """Variables of the scripts."""
    return "".join(f"{name.upper()}={shlex.quote(value)}\n" for name, value in values.items())


def _failed(lab: Lab) -> str:
    """The results of a run of which nothing came."""
    result = Result("submission", lab.name, Outcome.OUR_FAULT)
    return json.dumps(gradescope_results(lab, Scheme.of(lab, (), [result]), result), indent=2) + "\n"


def _unix(path: Path) -> bytes:
    return path.read_bytes().replace(b"\r\n", b"\n")
