"""A kernel provisioner that forks its kernel from the warm process (entry point `autograder-warm`)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
from typing import Any

from jupyter_client.provisioning import LocalProvisioner
from traitlets import Dict, Integer, List, Unicode

from autograder.errors import EngineError

_START_SECONDS = 60.0


class WarmProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Asks the warm process at `address` for a fork; the connection to it tells how the kernel ended."""

    address = Unicode(help="path of the warm process's socket").tag(config=True)
    probe = Integer(-1, help="descriptor of the kernel's end of the probe").tag(config=True)
    log_file = Unicode(help="where the kernel's own standard output and error go").tag(config=True)
    environment = Dict(help="environment variables of the kernel").tag(config=True)
    runtime = Unicode(help="the kernel's own folder, with its sockets").tag(config=True)
    bounds = Dict(help="how much the kernel may use").tag(config=True)
    devices = List(help="the device nodes of the kernel's GPU").tag(config=True)

    out_of_memory = False  # whether the system ended a process of the kernel's for want of memory
    lost = ""  # what of ours broke, so that nobody can tell how the kernel ended

    _connection: socket.socket | None = None
    _exit: int | None = None
    _buffer = b""

    @property
    def has_process(self) -> bool:
        return self._connection is not None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(self.address)
        except OSError as error:
            connection.close()
            raise EngineError(f"the warm process does not answer: {error}") from error
        request = {
            "connection_file": self.parent.connection_file,
            "folder": str(kwargs["cwd"]),
            "environment": dict(self.environment),
            "runtime": self.runtime,
            "bounds": dict(self.bounds),
            "devices": list(self.devices),
        }
        with open(self.log_file, "ab") as log:
            descriptors = [self.probe, log.fileno(), log.fileno()]
            socket.send_fds(connection, [json.dumps(request).encode() + b"\n"], descriptors)
        connection.setblocking(False)
        self._connection, self._exit = connection, None
        await self._wait_for("pid", "ready")
        return self.connection_info

    async def _wait_for(self, *keys: str) -> None:
        seen: set[str] = set()
        deadline = asyncio.get_running_loop().time() + _START_SECONDS
        while not seen.issuperset(keys):
            message = await self._next_message(deadline)
            seen.update(message)
            if "pid" in message:
                self.pid = self.pgid = message["pid"]
            if "exit" in message:
                self._note_end(message)
                raise EngineError(f"the kernel ended while it started (status {self._exit})")

    async def _next_message(self, deadline: float | None = None) -> dict[str, Any]:
        loop = asyncio.get_running_loop()
        while b"\n" not in self._buffer:
            timeout = None if deadline is None else max(0.0, deadline - loop.time())
            try:
                data = await asyncio.wait_for(loop.sock_recv(self._connection, 1 << 16), timeout)  # type: ignore[arg-type]
            except TimeoutError:
                raise EngineError(f"no kernel came up in {_START_SECONDS:.0f} s") from None
            except ConnectionError:
                data = b""
            if not data:
                raise EngineError("the warm process died")
            self._buffer += data
        line, self._buffer = self._buffer.split(b"\n", 1)
        message: dict[str, Any] = json.loads(line)
        return message

    def _note_end(self, message: dict[str, Any] | None) -> None:
        """Without a message the warm process has died, and its kernels with it."""
        self.lost = "the warm process died" if message is None else ""
        self._exit = -int(signal.SIGKILL) if message is None else message["exit"]
        self.out_of_memory = message is not None and message["out_of_memory"]

    async def poll(self) -> int | None:
        if self._exit is None and self._connection is not None:
            with contextlib.suppress(BlockingIOError):
                try:
                    data = self._connection.recv(1 << 16)
                except ConnectionError:
                    data = b""
                self._buffer += data
                if not data or self._buffer.endswith(b"\n"):
                    self._note_end(json.loads(self._buffer.splitlines()[-1]) if data else None)
        return self._exit

    async def wait(self) -> int | None:
        if self._exit is None and self._connection is not None:
            try:
                self._note_end(await self._next_message())
            except EngineError:
                self._note_end(None)
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        return self._exit

    def signal_now(self, signum: int) -> None:
        """Has the warm process signal the kernel's process group."""
        if self._connection is not None and self._exit is None:
            with contextlib.suppress(OSError):
                self._connection.send(json.dumps({"signal": int(signum)}).encode() + b"\n")

    async def send_signal(self, signum: int) -> None:
        self.signal_now(signum)

    async def kill(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        with contextlib.suppress(OSError):
            os.unlink(self.parent.connection_file)
