"""Which kernel has which GPU: locks on files, so that whoever dies gives back what it had. Linux only.

They are the same for all runs of a user on a machine, so that two of them share its GPUs, too. A GPU has a file for
each of its slots; one that all who use it hold together, or one alone; and one for who waits to be alone.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from autograder.kernel.gpus import Gpu, Gpus

_PAUSE = 0.1  # seconds until it is tried again


async def take(gpus: Gpus, held: ExitStack, *, alone: bool = False) -> Gpu:
    """A slot of the GPU that has the most of them free, or a GPU alone, until `held` closes.

    Waits while there is none. Whoever wants a GPU alone claims it first: from then on nobody else gets a slot of
    it, and it is had once those that run there have ended.
    """
    Path(gpus.locks).mkdir(mode=0o700, exist_ok=True)
    while (gpu := _choose(gpus, alone, held)) is None:
        await asyncio.sleep(_PAUSE)
    while alone and not _lock(_file(gpus, gpu, "users"), held):
        await asyncio.sleep(_PAUSE)
    return gpu


def _choose(gpus: Gpus, alone: bool, held: ExitStack) -> Gpu | None:
    """The GPU with the fewest kernels: takes a slot there, or claims it; None where neither can be now."""
    with _door(gpus):
        unclaimed = [gpu for gpu in gpus.all if not _is_locked(_file(gpus, gpu, "claim"))]
        for gpu in sorted(unclaimed, key=lambda gpu: sum(map(_is_locked, _slots(gpus, gpu)))):
            if alone:
                _lock(_file(gpus, gpu, "claim"), held)
                return gpu
            if any(_lock(slot, held) for slot in _slots(gpus, gpu)):
                _lock(_file(gpus, gpu, "users"), held, how=fcntl.LOCK_SH)
                return gpu
    return None


@contextmanager
def _door(gpus: Gpus) -> Iterator[None]:
    """One at a time looks for a GPU, which takes no time."""
    with ExitStack() as held:
        _lock(Path(gpus.locks, "door"), held, how=fcntl.LOCK_EX)
        yield


def _slots(gpus: Gpus, gpu: Gpu) -> Iterator[Path]:
    return (_file(gpus, gpu, str(slot)) for slot in range(gpus.slots))


def _file(gpus: Gpus, gpu: Gpu, what: str) -> Path:
    return Path(gpus.locks, f"{gpu.id.replace('/', '_')}.{what}")


def _is_locked(path: Path) -> bool:
    with ExitStack() as held:
        return not _lock(path, held)


def _lock(path: Path, held: ExitStack, how: int = fcntl.LOCK_EX | fcntl.LOCK_NB) -> bool:
    """Whether the file is now locked, until `held` is closed."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    with suppress(BlockingIOError):
        fcntl.flock(descriptor, how)
        held.callback(os.close, descriptor)
        return True
    os.close(descriptor)
    return False
