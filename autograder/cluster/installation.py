"""What is installed on a machine, as far as grades depend on it: all machines of a cluster must have the same."""

from __future__ import annotations

import hashlib
import platform
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

_DISTRIBUTION = "autograded-dl-course"
_OURS = ("autograder", "labkit")
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Installation:
    """Versions by package; of our own packages a digest of their sources."""

    versions: tuple[tuple[str, str], ...]

    def difference(self, other: Installation) -> str:
        """What the other one has otherwise, in words; empty when nothing."""
        ours, theirs = dict(self.versions), dict(other.versions)
        names = [name for name in (ours | theirs) if ours.get(name) != theirs.get(name)]
        return ", ".join(f"{name} {theirs.get(name, 'missing')} (here: {ours.get(name)})" for name in names)


@cache
def installation() -> Installation:
    """That of this machine."""
    ours = [(name, _digest(name)) for name in _OURS]
    return Installation((*ours, ("python", platform.python_version()), *_pinned()))


def _digest(package: str) -> str:
    """A short name for all source files of a package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return "missing"
    root, total = Path(spec.origin).parent, hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        content = path.read_bytes()
        total.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:12]


def _pinned() -> list[tuple[str, str]]:
    """The packages that the course pins, not those of its extras."""
    lines = [line for line in requires(_DISTRIBUTION) or () if "extra ==" not in line]
    names = [match.group() for line in lines if (match := _NAME.match(line))]
    return [(name, _version(name)) for name in names]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
