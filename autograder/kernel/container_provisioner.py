"""A kernel provisioner that starts each kernel in a container of its own (entry point `autograder-container`)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from traitlets import Instance
from traitlets import List as ListOf

from autograder.container.program import Program, last_line
from autograder.errors import EngineError
from autograder.kernel import stream
from autograder.kernel.container_run import SOCKETS, Containers
from autograder.kernel.provisioner import WarmProvisioner

_START_SECONDS = 120.0
_END_SECONDS = 2.0  # for a container that was told to end
_LOOK_SECONDS = 0.02  # between looks for a socket that the container is to open
_LOOKS = 50  # between questions to the engine whether the container still runs
# users that exist on no Linux: https://systemd.io/UIDS-GIDS; below 65536, which is all that rootless engines have
_USERS = range(60578, 61184)


class ContainerProvisioner(WarmProvisioner):
    """Starts a container, sends its kernel what it needs, and closes the folder that they share.

    The line to the container's guard is what the connection to the warm process is otherwise.
    """

    containers = Instance(Containers, help="which engine, which image, which bounds").tag(config=True)
    arguments = ListOf(help="of the program in the container").tag(config=True)

    judges_end: socket.socket | None = None  # of the probe

    _name = ""
    _starting: subprocess.Popen[bytes] | None = None
    _killing: subprocess.Popen[bytes] | None = None

    @property
    def _sockets(self) -> Path:
        return Path(self.runtime, "s")

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        self._name = f"autograder-{os.urandom(8).hex()}"
        self._exit, self._buffer = None, b""
        deadline = time.monotonic() + _START_SECONDS
        try:
            self._run()
            self._connection = await self._connected("line", deadline)
            self._connection.setblocking(False)
            self.judges_end = await self._connected("probe", deadline)
            await self._hand_over(self.judges_end, Path(kwargs["cwd"]))
        except BaseException:
            if self.judges_end is not None:
                self.judges_end.close()
            await self.kill()
            await self.wait()
            raise
        return self.connection_info

    def _run(self) -> None:
        """Starts the container, without waiting for it."""
        self._sockets.chmod(0o777)  # the folder above is closed to all but the grader
        user = random.SystemRandom().choice(_USERS)
        command = self.containers.command(self._name, self._sockets, user, self.environment, self.arguments)
        with open(self.log_file, "ab") as log:
            self._starting = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )

    async def _connected(self, name: str, deadline: float) -> socket.socket:
        """A connection to a socket of the container's, as soon as there is one."""
        looks = 0
        while not (self._sockets / name).exists():
            if time.monotonic() > deadline:
                raise EngineError(f"no kernel came up in its container in {_START_SECONDS:.0f} s")
            await asyncio.sleep(_LOOK_SECONDS)
            looks += 1
            if looks % _LOOKS == 0 or self._connection is not None:
                await self._check_start()
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(str(self._sockets / name))
        return connection

    async def _check_start(self) -> None:
        """Raises: EngineError when the container does not start, or has ended already."""
        program, starting = Program(self.containers.program), self._starting
        if starting is not None and starting.poll():
            raise EngineError(f"{program.name} starts no container: {self._last_line()}")
        if self._connection is None and starting is not None and starting.poll() == 0:
            if not program.is_running(self._name):
                raise EngineError(
                    f"the container ended at once; try: {program.name} run --rm {self.containers.image}"
                )
        elif await self.poll() is not None:
            raise EngineError(f"the kernel ended while it started: {self._last_line()}")

    def _last_line(self) -> str:
        return last_line(Path(self.log_file).read_text(errors="replace"))

    async def _hand_over(self, probe: socket.socket, folder: Path) -> None:
        """Sends the kernel its files and bounds; when its sockets are there, closes their folder to it."""
        names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
        request = {
            "files": names,
            "environment": dict(self.environment),
            "connection": self._connection_inside(),
            "bounds": dict(self.bounds),
        }
        contents = [(folder / name).read_bytes() for name in names]
        await asyncio.to_thread(stream.send, probe, json.dumps(request).encode(), contents)
        probe.setblocking(False)
        ready = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(probe, 1), _START_SECONDS)
        if not ready:
            await self.wait()
            raise EngineError(f"the kernel ended while it started: {self._last_line()}")
        self._sockets.chmod(0o755)
        probe.setblocking(True)
        probe.sendall(b"r")

    def _connection_inside(self) -> dict[str, Any]:
        info = {**self.connection_info, "ip": str(SOCKETS / Path(self.connection_info["ip"]).name)}
        return {key: value.decode() if isinstance(value, bytes) else value for key, value in info.items()}

    def _note_end(self, message: dict[str, Any] | None) -> None:
        super()._note_end(message)
        if message is not None:
            with open(self.log_file, "a", errors="replace") as log:
                log.write(message["words"])
        else:
            program = self.containers.program
            self.lost = "" if Program(program).answers() else f"{program} does not answer any more"

    def signal_now(self, signum: int) -> None:
        """Has the guard signal the kernel's process group, and the engine kill the container."""
        super().signal_now(signum)
        if signum == signal.SIGKILL and self._exit is None and self._killing is None:
            command = [self.containers.program, "kill", self._name]
            null = subprocess.DEVNULL
            self._killing = subprocess.Popen(command, stdin=null, stdout=null, stderr=null)

    async def kill(self, restart: bool = False) -> None:
        """Asks the guard; `wait` has the engine do it if that does not help."""
        super().signal_now(signal.SIGKILL)

    async def wait(self) -> int | None:
        try:
            async with asyncio.timeout(_END_SECONDS):
                told = self._connection is not None
                await super().wait()
        except TimeoutError:
            told = False
        if not told:
            await asyncio.to_thread(Program(self.containers.program).remove, self._name)
        return self._exit

    async def cleanup(self, restart: bool = False) -> None:
        await super().cleanup(restart)
        for process in (self._starting, self._killing):
            if process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_START_SECONDS)
