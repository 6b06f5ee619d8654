"""Resource limits of a kernel's processes."""

from __future__ import annotations

import os
import resource
from contextlib import suppress
from pathlib import Path

from autograder.kernel.sandbox.plan import Bounds

_MIB = 1 << 20


def set_limits(bounds: Bounds, *, gpu: bool, shared_user: bool) -> None:
    """Sets hard limits; with a GPU the address space stays free, since CUDA reserves far more than it uses.

    shared_user: the system counts all that the user runs, so what runs already is added to the limit.
    """
    running = _threads_of(os.getuid()) if shared_user else 0
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: bounds.file_mb * _MIB,
        resource.RLIMIT_NOFILE: bounds.open_files,
        resource.RLIMIT_NPROC: bounds.processes + running,
        resource.RLIMIT_CPU: bounds.cpu_seconds,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_MEMLOCK: 64 * _MIB,
    }
    memory = bounds.memory_mb * _MIB
    which, used = (resource.RLIMIT_DATA, "VmData") if gpu else (resource.RLIMIT_AS, "VmSize")
    wanted[which] = int(_status(os.getpid())[used].split()[0]) * 1024 + memory
    for which, amount in wanted.items():
        _, hard = resource.getrlimit(which)
        least = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(which, (least, least))


def _threads_of(user: int) -> int:
    """How many threads a user's processes have."""
    count = 0
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            status = _status(path.name)
            if int(status["Uid"].split()[0]) == user:
                count += int(status["Threads"])
    return count


def _status(pid: int | str) -> dict[str, str]:
    """What /proc tells of a process; sizes are in KiB."""
    text = Path("/proc", str(pid), "status").read_text(errors="replace")
    return dict(line.split(":", 1) for line in text.splitlines())
