"""What a sandbox is made of: the paths that its kernel sees, and how much it may use."""

from __future__ import annotations

import importlib.util
import os
import site
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
_SETTINGS = ("alternatives", "fonts", "ld.so.cache", "localtime", "mime.types", "ssl/openssl.cnf")
_CPU = "/sys/devices/system/cpu"
_PACKAGES = ("autograder", "labkit")
# where data and weights are cached; a folder's other content, such as tokens, stays out
CACHES = (("KERAS_HOME", ("datasets", "models")), ("HF_HOME", ("hub", "datasets")))
DEVICES = ("null", "zero", "full", "random", "urandom")


class SandboxError(Exception):
    """The system refused a part of the sandbox; the text says which."""


@dataclass(frozen=True)
class Bounds:
    """How much one kernel may use. Sizes in MiB."""

    memory_mb: int = 4096  # beyond what the warm process has already
    processes: int = 256  # threads count, too
    file_mb: int = 256  # one file; all files of a submission together may take twice that
    open_files: int = 1024
    cpu_seconds: int = 1200  # of one process, over the whole submission


@dataclass(frozen=True)
class Plan:
    """One kernel's sandbox: where it works, where its sockets lie, what it may use."""

    folder: Path  # the scratch folder with the submission's own files
    runtime: Path  # the kernel's own folder, made by `make_runtime`
    bounds: Bounds = field(default_factory=Bounds)
    devices: tuple[Path, ...] = ()  # the device nodes of its GPU

    @property
    def gpu(self) -> bool:
        return bool(self.devices)

    @property
    def sockets(self) -> Path:
        """Where the kernel's sockets and its connection file lie: all that it shares with the grader."""
        return self.runtime / "s"

    @property
    def root(self) -> Path:
        """An empty folder on which the new root is mounted."""
        return self.runtime / "root"


@cache
def readable(gpu: bool) -> tuple[Path, ...]:
    """The files and folders that a kernel may read: the system's libraries, Python's, and cached data.

    Found out once: a warm process asks before it forks.
    """
    wanted = [Path(path) for path in (*_SYSTEM, _CPU)]
    wanted += [Path("/etc", name) for name in _SETTINGS]
    wanted += [Path(path) for path in (sys.prefix, sys.base_prefix, *_site_packages())]
    wanted += [Path(path) for path in sysconfig.get_paths().values()]
    wanted += list(_packages())
    for name, folders in CACHES:
        wanted += [Path(os.environ[name], folder) for folder in folders if name in os.environ]
    if gpu:
        wanted += [Path("/sys"), *Path("/etc").glob("OpenCL"), *Path("/etc").glob("nvidia")]
    return tuple(_without_nested(path for path in wanted if path.exists()))


def gpu_devices() -> list[Path]:
    """The device nodes that CUDA needs, those of all GPUs."""
    return sorted(Path("/dev").glob("nvidia*"))


def _site_packages() -> Iterator[str]:
    yield from (path for path in sys.path if Path(path).name in ("site-packages", "dist-packages"))
    yield from site.getsitepackages()
    if site.ENABLE_USER_SITE:
        yield site.getusersitepackages()


def _packages() -> Iterator[Path]:
    """The course's own two packages, which may lie in a working copy beside tests and solutions."""
    for name in _PACKAGES:
        found = importlib.util.find_spec(name)
        if found is not None and found.origin is not None:
            yield Path(found.origin).parent


def _without_nested(paths: Iterator[Path]) -> list[Path]:
    """Sorted, and without what lies in another one of them."""
    kept: list[Path] = []
    for path in sorted({Path(os.path.abspath(path)) for path in paths}):
        inside = any(path.is_relative_to(other) and not other.is_symlink() for other in kept)
        if not inside and path != Path("/"):
            kept.append(path)
    return kept
