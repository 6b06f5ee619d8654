"""Nodes of a Ray cluster on this machine, each started by `ray start` and killed as if its plug was pulled."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.faults.processes import Seen, all_processes, below, wait_for_end

_START = [sys.executable, "-m", "ray.scripts.scripts", "start", "--block", "--disable-usage-stats"]
_ROOT = Path(__file__).parents[2]  # slots import the tests' tasks from there
_STORE_BYTES = 80 << 20  # the least that Ray takes
_START_SECONDS = 90.0
_OURS = "autograder.kernel.warm"
_QUICKLY = {  # that a node is gone is noticed in a second or two instead of half a minute
    "RAY_health_check_initial_delay_ms": "1000",
    "RAY_health_check_period_ms": "300",
    "RAY_health_check_failure_threshold": "3",
}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Node:
    """One node; `temporary` is where it and all that it starts put temporary files."""

    process: subprocess.Popen[bytes]
    temporary: Path

    def kill(self) -> None:
        """All of Ray's processes at once; what those had started is left to notice it."""
        mine = below(self.process.pid, all_processes())
        kernels = below_warm(mine)
        for pid in [self.process.pid, *(p.pid for p in mine if p not in kernels)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def left(self, seconds: float = 15.0) -> list[Seen]:
        """What of it still lives, given so long to end."""
        for process in self._mine():
            wait_for_end(process.pid, seconds)
        return self._mine()

    def _mine(self) -> list[Seen]:
        return [p for p in all_processes().values() if self.has(p)]

    def has(self, process: Seen) -> bool:
        """Whether its environment names our folder, as everything's does that the node starts."""
        with suppress(OSError):
            return str(self.temporary).encode() in Path(f"/proc/{process.pid}/environ").read_bytes()
        return False


def below_warm(processes: list[Seen]) -> list[Seen]:
    """Warm processes and their kernels."""
    all_ = {process.pid: process for process in processes}
    warm = [process for process in processes if _OURS in process.command]
    return [*warm, *(kernel for process in warm for kernel in below(process.pid, all_))]


@dataclass
class Cluster:
    """A head, and nodes that come and go. `folder` has a short path, for sockets lie below it."""

    folder: Path
    port: int = field(default_factory=free_port)
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    nodes: list[Node] = field(default_factory=list)
    ray: Any = None

    @property
    def secret(self) -> dict[str, str]:
        """The environment of all that may use the cluster."""
        return {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": self.token}

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self, *options: str, head: bool = False) -> Node:
        """Starts a node; it joins in its own time."""
        temporary = self.folder / str(len(self.nodes))
        temporary.mkdir()
        where = ["--head", f"--port={self.port}"] if head else [f"--address={self.address}"]
        where += [f"--temp-dir={self.folder / 'ray'}", "--include-dashboard=false"] if head else []
        environment = {**os.environ, **_QUICKLY, **self.secret, "TMPDIR": str(temporary)}
        with open(temporary / "log", "wb") as log:
            process = subprocess.Popen(
                [*_START, *where, f"--object-store-memory={_STORE_BYTES}", *options],
                env={**environment, "PYTHONPATH": str(_ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.nodes.append(Node(process, temporary))
        return self.nodes[-1]

    def connect(self, ray: ModuleType) -> None:
        """Makes this process a driver, as soon as the head is up."""
        self.ray = ray
        deadline = time.monotonic() + _START_SECONDS
        while not ray.is_initialized():
            assert time.monotonic() < deadline, (self.nodes[0].temporary / "log").read_text(encoding="utf-8")
            with suppress(ConnectionError, RuntimeError, ray.exceptions.RayError):
                ray.init(address=self.address, log_to_driver=False, logging_level="ERROR")

    def wait_for_nodes(self, count: int) -> None:
        while sum(node["Alive"] for node in self.ray.nodes()) != count:
            pass

    def has(self, process: Seen) -> bool:
        return any(node.has(process) for node in self.nodes)

    def close(self) -> None:
        self.ray.shutdown()
        for node in reversed(self.nodes):
            node.kill()
        for node in self.nodes:
            assert node.left() == []
