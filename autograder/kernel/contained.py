"""The program inside a kernel's container: imports what the lab preloads, then becomes the kernel.

Its first process is a guard, which holds a line to the grader: it passes signals on, tells how the kernel ended,
and ends, with the container and all in it, when the grader hangs up. The kernel is its child, and gets what it
needs through the probe's socket: Jupyter's connection, the submission's files, its bounds. There is no secret
in the container, so whatever a student's code finds there it may have.

On the line, one JSON object a line: out {"exit": status, "out_of_memory": bool, "words": text}, in {"signal": n}.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import select
import shutil
import socket
import traceback
from dataclasses import replace
from pathlib import Path

from autograder.kernel import stream
from autograder.kernel.container_run import HOME, SOCKETS
from autograder.kernel.sandbox import Bounds, linux
from autograder.kernel.sandbox.groups import Group
from autograder.kernel.sandbox.limits import set_limits
from autograder.kernel.sandbox.plan import DEVICES, gpu_devices
from autograder.kernel.sandbox.syscalls import forbid_system_calls
from autograder.kernel.warm import preload

_PATIENCE = 30.0  # seconds until a grader that does not connect is taken to be dead; else it does so at once
_LAST_WORDS = 2000  # bytes
_FONTS = Path("/opt/cache/matplotlib")  # matplotlib's list of fonts, which takes a second to make
_GROUPS = (Group(Path("/sys/fs/cgroup/memory"), 1), Group(Path("/sys/fs/cgroup"), 2))
_NO_LIMIT = 1 << 20  # of processes: the engine counts them; a user's number may be another container's, too


def main() -> None:
    """Started by the image's entry point; never returns."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--gpu", action="store_true")
    parser.add_argument("modules", nargs="*")
    options = parser.parse_args()
    os.umask(0)  # the grader is another user; the folder is closed to all others
    listener = _listener("line")
    log = os.memfd_create("log")
    child = os.fork()
    if child == 0:
        listener.close()
        _become_kernel(options, log)
    linux.hide_memory()
    _guard(child, _accepted(listener), log)


def _listener(name: str) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(SOCKETS / f"{name}.new"))
    listener.listen(1)
    (SOCKETS / f"{name}.new").rename(SOCKETS / name)  # who sees it can connect
    return listener


def _accepted(listener: socket.socket) -> socket.socket:
    """The grader's connection; nobody else's after it."""
    with listener:
        listener.settimeout(_PATIENCE)
        connection, _ = listener.accept()
    return connection


def _guard(child: int, line: socket.socket, log: int) -> None:
    ended = os.pidfd_open(child)
    while True:
        ready, _, _ = select.select([ended, line.fileno()], [], [])
        if ended in ready:
            _, status = os.waitpid(child, 0)
            _tell_end(line, status, log)
            code = os.waitstatus_to_exitcode(status)
            os._exit(code if code >= 0 else 128 - code)
        data = line.recv(1 << 16)
        if not data:
            os._exit(0)
        for request in data.splitlines():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, json.loads(request)["signal"])


def _tell_end(line: socket.socket, status: int, log: int) -> None:
    size = os.fstat(log).st_size
    words = os.pread(log, _LAST_WORDS, max(0, size - _LAST_WORDS)).decode(errors="replace")
    message = {
        "exit": os.waitstatus_to_exitcode(status),
        "out_of_memory": any(group.out_of_memory for group in _GROUPS),
        "words": words,
    }
    with contextlib.suppress(OSError):  # the grader may have gone
        line.sendall(json.dumps(message).encode() + b"\n")


def _become_kernel(options: argparse.Namespace, log: int) -> None:
    try:
        os.setsid()
        os.dup2(log, 1)
        os.dup2(log, 2)
        _bring_fonts()
        preload(options.modules, options.threads)
        probe = _accepted(_listener("probe"))
        probe.settimeout(None)
        header, buffers = stream.receive(probe)
        request = json.loads(header)
        _lay_out(request["files"], buffers)
        os.environ.update(request["environment"])
        os.chdir(HOME)
        connection = Path("/tmp/kernel.json")
        connection.write_text(json.dumps(request["connection"]))
        _lock_down(Bounds(**request["bounds"]), options.gpu)
        from autograder.kernel.agent import start_kernel

        start_kernel(str(connection), probe, lambda: _ready(probe))
    except BaseException:
        traceback.print_exc()
        os._exit(70)
    os._exit(0)


def _ready(probe: socket.socket) -> None:
    """Has the grader close the sockets' folder, now that all are there, before any of the student's code runs."""
    os.umask(0o022)
    probe.sendall(b"r")
    probe.recv(1)


def _bring_fonts() -> None:
    place = os.environ.get("MPLCONFIGDIR")
    if place and _FONTS.is_dir():
        shutil.copytree(_FONTS, place, dirs_exist_ok=True)


def _lay_out(names: list[str], contents: list[bytearray]) -> None:
    """Writes the submission's files, and the lab's, to the scratch folder."""
    for name, content in zip(names, contents, strict=True):
        path = Path(HOME, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _lock_down(bounds: Bounds, gpu: bool) -> None:
    """What the process gives up beside what the engine took from it."""
    set_limits(replace(bounds, processes=_NO_LIMIT), gpu=gpu, shared_user=False)
    linux.drop_capabilities()
    linux.no_new_privileges()
    if linux.landlock_version():
        devices = [Path("/dev", name) for name in DEVICES] + (gpu_devices() if gpu else [])
        scratch = [Path(path) for path in ("/tmp", "/dev/shm", "/dev/pts")]
        linux.restrict([Path("/")], [*scratch, SOCKETS, *devices], tcp=True)
    forbid_system_calls(shared_paths=False)


if __name__ == "__main__":
    main()
