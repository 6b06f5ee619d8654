"""`autograder grade` as a process with all that it starts, to be killed in parts."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-c", "from autograder.cli import main; main()"]
Mark = tuple[int, str]  # of a process: its id, and when it started


@dataclass(frozen=True)
class Seen:
    """A process as /proc shows it."""

    pid: int
    parent: int
    started: str
    command: str


def all_processes() -> dict[int, Seen]:
    """Those that live; not those that ended and are still to be reaped."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            rest = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if rest[0] not in "ZX":
                found[int(folder.name)] = Seen(int(folder.name), int(rest[1]), rest[19], command)
    return found


def below(pid: int, all_: dict[int, Seen]) -> list[Seen]:
    """All that a process started, and what they started."""
    found: list[Seen] = []
    parents = {pid}
    while new := [p for p in all_.values() if p.parent in parents and p not in found]:
        found += new
        parents = {p.pid for p in new}
    return found


def ended_within(process: subprocess.Popen[str], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def wait_for_end(pid: int, seconds: float) -> None:
    """Returns when the process has ended, whoever's child it is, or when the time is up."""
    with suppress(ProcessLookupError):
        handle = os.pidfd_open(pid)
        try:
            select.select([handle], [], [], max(seconds, 0.0))
        finally:
            os.close(handle)


@dataclass
class Run:
    """One run of the command; `temporary` is where it and all that it starts put temporary files."""

    arguments: list[str]
    temporary: Path
    seen: set[Mark] = field(default_factory=set)
    process: Any = None

    def start(self) -> Run:
        self.process = subprocess.Popen(
            [*COMMAND, *self.arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(self.temporary), "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        return self

    def ended_within(self, seconds: float) -> bool:
        return ended_within(self.process, seconds)

    def finish(self, seconds: float = 120.0) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        out, err = self.process.communicate(timeout=seconds)
        return self.process.returncode, out, err

    def parts(self) -> dict[str, list[Seen]]:
        """What runs now, by what it is to the grader."""
        all_ = all_processes()
        mine = below(self.process.pid, all_)
        self.seen |= {(p.pid, p.started) for p in mine}
        warm = [p for p in mine if "autograder.kernel.warm" in p.command and p.parent == self.process.pid]
        servers = [
            p for p in mine if "multiprocessing.forkserver" in p.command and p.parent == self.process.pid
        ]
        main = [all_[self.process.pid]] if self.process.pid in all_ else []
        return {
            "kernel": [p for w in warm for p in below(w.pid, all_)],
            "worker": [p for p in mine if p.parent in {s.pid for s in servers}],
            "warm process": warm,
            "fork server": servers,
            "main process": main,
            "whole run": main,
        }

    def kill(self, target: str, choose: Any) -> bool:
        """Kills one of that kind with signal 9, for the whole run its process group; False if there is none."""
        found = self.parts()[target]
        if not found:
            return False
        chosen = choose(sorted(found, key=lambda p: p.pid))
        with suppress(ProcessLookupError):
            (os.killpg if target == "whole run" else os.kill)(chosen.pid, signal.SIGKILL)
            return True
        return False

    def left(self, seconds: float = 15.0) -> set[Seen]:
        """What of all that this run started still lives, given so long to end."""
        deadline = time.monotonic() + seconds
        while left := {
            p for p in all_processes().values() if (p.pid, p.started) in self.seen or self._is_mine(p)
        }:
            if time.monotonic() > deadline:
                break
            wait_for_end(next(iter(left)).pid, deadline - time.monotonic())
        return left

    def _is_mine(self, process: Seen) -> bool:
        """Whether its environment names our folder for temporary files, as everything's does that a run starts."""
        with suppress(OSError):
            return str(self.temporary).encode() in Path(f"/proc/{process.pid}/environ").read_bytes()
        return False

    def close(self) -> None:
        self.parts()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()
