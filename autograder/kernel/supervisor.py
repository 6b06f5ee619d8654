"""Keeps the warm process up: one that dies is replaced, and who asked for a kernel meanwhile only waits."""

from __future__ import annotations

import json
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from autograder.errors import CourseError, EngineError
from autograder.kernel.sandbox import Level

STARTS = 3  # in a row that come to nothing, after which no further one is tried


@dataclass(frozen=True)
class Warmth:
    """What a warm process says of its kernels' sandbox."""

    level: Level
    weaker: str  # why it is not the best


Start = Callable[[socket.socket], "subprocess.Popen[bytes]"]


@contextmanager
def keep_warm(address: str, start: Start) -> Iterator[Warmth]:
    """A warm process answers at `address` for as long as the block runs; gives what kind of sandbox it has.

    `start` starts one on a listening socket; it writes a line of JSON about its sandbox and the line "ready", or why
    it can't be, to its standard output, and ends, with its kernels, when its standard input closes. The socket is
    held here, so that requests wait in it until the next warm process takes them.
    Raises: EngineError when the first one does not come up, CourseError when it finds no sandbox to its liking or
    can't do its work.
    """
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        keeper = _Keeper(start, listener)
        try:
            yield keeper.warmth
        finally:
            keeper.stop()


class _Keeper:
    """The warm process of the moment, and a thread that waits for its end."""

    def __init__(self, start: Start, listener: socket.socket) -> None:
        self.start, self.listener = start, listener
        self.lock = threading.Lock()
        self.stopping = False
        for _ in range(STARTS):
            self.process = start(listener)
            self.warmth, self.up = _comes_up(self.process)
            if self.up or self.process.returncode >= 0:  # it said itself what is wrong
                break
        if not self.up:
            raise EngineError(f"the warm process did not start (status {self.process.returncode})")
        self.thread = threading.Thread(target=self._keep, name="warm-keeper", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Ends the warm process and every kernel that it forked."""
        with self.lock:
            self.stopping = True
            _close_input(self.process)
            if not self.up:
                self.process.kill()  # it imports, and would not look at its input for seconds
        self.thread.join()

    def _keep(self) -> None:
        failures = 0
        self.process.wait()
        while failures < STARTS and not self.stopping:
            with suppress(
                OSError, CourseError
            ):  # no more processes or memory: like one that does not come up
                self._replace()
            failures = 0 if self.up else failures + 1
            self.process.wait()
        self.listener.close()  # who asks for a kernel from now on is told at once

    def _replace(self) -> None:
        with self.lock:
            _close_input(self.process)
            self.up = False
            if self.stopping:
                return
            self.process = self.start(self.listener)
        _, self.up = _comes_up(self.process)


def _comes_up(process: subprocess.Popen[bytes]) -> tuple[Warmth, bool]:
    """Waits until it is ready; else ends it. Raises: CourseError where it says what is wrong."""
    assert process.stdout is not None
    with process.stdout:
        said = json.loads(process.stdout.readline() or b"{}")
        last = process.stdout.readline()
        ready = last == b"ready\n"
    if not ready:
        _close_input(process)
        process.kill()
        process.wait()
    if last and not ready:
        said = json.loads(last)
    if "what" in said:
        raise CourseError(said["what"], where=said["where"], mend=said["mend"])
    return Warmth(said.get("level", "none"), said.get("weaker", "")), ready


def _close_input(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    with suppress(OSError):
        process.stdin.close()
