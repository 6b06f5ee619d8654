"""Control groups: what all processes of one kernel together may use, where this user may make such groups."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.kernel.sandbox.plan import Bounds

_MIB = 1 << 20
_ROOT = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Group:
    """One control group of the version 1 (memory only) or 2 (memory and processes)."""

    folder: Path
    version: int

    def make(self, bounds: Bounds) -> None:
        """Makes the group, with its limits. Raises: OSError."""
        self.folder.mkdir()
        memory = str(bounds.memory_mb * _MIB)
        if self.version == 1:
            (self.folder / "memory.limit_in_bytes").write_text(memory)
            return
        (self.folder / "memory.max").write_text(memory)
        with suppress(OSError):
            (self.folder / "memory.swap.max").write_text("0")
        with suppress(OSError):
            (self.folder / "pids.max").write_text(str(bounds.processes))

    def join(self) -> None:
        """Puts the calling process, and all that it forks from now on, into the group."""
        (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    @property
    def out_of_memory(self) -> bool:
        """Whether a process of the group was ended for want of memory."""
        name = "memory.oom_control" if self.version == 1 else "memory.events"
        with suppress(OSError):
            lines = (self.folder / name).read_text().splitlines()
            return any(line.startswith("oom_kill ") and line.split()[1] != "0" for line in lines)
        return False

    def remove(self) -> None:
        """Removes the group, once it is empty."""
        with suppress(OSError):
            self.folder.rmdir()


def parent_group(root: Path = _ROOT, own: str | None = None) -> Group | None:
    """The group in which groups for kernels can be made; None where there is none.

    own: the text of /proc/self/cgroup.
    """
    mine = _own_groups(Path("/proc/self/cgroup").read_text() if own is None else own)
    if "memory" in mine:
        folder = root / "memory" / mine["memory"].lstrip("/")
        return Group(folder, 1) if _can_make(folder, "memory.limit_in_bytes") else None
    if "" not in mine:
        return None
    here = root / mine[""].lstrip("/")
    for folder in (here, *here.parents):
        if not folder.is_relative_to(root):
            return None
        with suppress(OSError):
            given = (folder / "cgroup.subtree_control").read_text().split()
            if "memory" in given and _can_make(folder, "memory.max"):
                return Group(folder, 2)
    return None


def _own_groups(text: str) -> Mapping[str, str]:
    """This process's group by controller; of version 2 under the empty name."""
    groups = {}
    for line in text.splitlines():
        _, controllers, path = line.split(":", 2)
        groups.update(dict.fromkeys(controllers.split(","), path))
    return groups


def _can_make(folder: Path, wanted: str) -> bool:
    """Whether a group made here has that file: tried, since permissions alone do not tell."""
    trial = folder / f"autograder-{os.getpid()}-trial"
    try:
        trial.mkdir()
    except OSError:
        return False
    found = (trial / wanted).exists()
    with suppress(OSError):
        trial.rmdir()
    return found
