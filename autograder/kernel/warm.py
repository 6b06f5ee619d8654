"""The warm process: imports what a lab preloads once, then forks a kernel for each submission.

It knows no secret, for a fork carries its parent's memory: no bundle, test, label or reference is ever loaded
here. One thread; torch with one thread; no TensorFlow operation and no CUDA call before a fork (each of
these made forked children hang when it was tried).

Protocol, on a Unix socket: one connection a kernel. The client sends one JSON line with three descriptors
(probe, standard output, standard error); the server answers with JSON lines {"pid": n}, {"ready": true}, and
at the end {"exit": status, "out_of_memory": bool}. The client may send {"signal": n}. When it hangs up, the
kernel is killed. In a sandbox, "pid" is that of the kernel's guard, which passes signals on.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import io
import json
import os
import resource
import select
import selectors
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.kernel.environment import quietly
from autograder.kernel.sandbox import Bounds, Level, Plan, choose, enter, linux, prepare
from autograder.kernel.sandbox.groups import Group, parent_group

# what the error path, plotting and the kernel itself import lazily: each costs a child time if it must do it
_ALWAYS = (
    "autograder.kernel.agent",
    "autograder.kernel.quiet_otter",
    "asttokens.asttokens",
    "executing.executing",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "IPython.core.completer",
    "IPython.core.display_functions",
    "IPython.core.ultratb",
    "pdb",
    "pygments.formatters.terminal256",
    "pygments.lexers.python",
    "pygments.styles.default",
    "pure_eval",
    "stack_data",
    "tornado.ioloop",
)
_WITH_MATPLOTLIB = ("IPython.core.pylabtools", "matplotlib_inline.backend_inline", "PIL.features")


_CUDA_NODE = "/dev/nvidia-uvm"
_AWAKE = {
    "what": "a module that the lab preloads uses the GPU when it is imported, so that no kernel could",
    "where": "preload in course.toml",
    "mend": "Take that module out of the list, or let it look for a GPU only where one is needed",
}
_END_SECONDS = 2.0  # for guards to end their kernels, when the warm process ends


@dataclass
class _Child:
    pid: int
    connection: socket.socket
    pidfd: int
    group: Group | None = None


def preload(modules: list[str], threads: int) -> None:
    """Imports the modules and does once what torch and matplotlib do lazily the first time."""
    for name in (*_ALWAYS, *quietly(modules)):
        importlib.import_module(name)
    if "torch" in sys.modules:
        _warm_torch(sys.modules["torch"], threads)
    if "matplotlib.pyplot" in sys.modules:
        _warm_matplotlib(sys.modules["matplotlib.pyplot"])


def _warm_torch(torch: Any, threads: int) -> None:
    """One tiny optimiser step, on one thread: a child's own first step takes 0.3 s instead of 1.9 s."""
    torch.set_num_threads(1)
    layer = torch.nn.Linear(2, 1)
    optimizer = torch.optim.Adam(layer.parameters())
    layer(torch.zeros(1, 2)).sum().backward()
    optimizer.step()
    torch.set_num_threads(threads)


def _warm_matplotlib(pyplot: Any) -> None:
    """One small picture: fonts, the PNG writer and the inline backend are then there for every child."""
    for name in _WITH_MATPLOTLIB:
        importlib.import_module(name)
    figure, axes = pyplot.subplots(figsize=(1, 1))
    axes.plot([0, 1], label="x")
    axes.legend()
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
    pyplot.close(figure)


def cuda_is_awake(descriptors: Path = Path("/proc/self/fd")) -> bool:
    """Whether this process has initialised CUDA, which then works in none that it forks; NVML opens no such node."""
    with contextlib.suppress(FileNotFoundError):  # there is no /proc
        return any(os.readlink(path) == _CUDA_NODE for path in descriptors.iterdir() if path.is_symlink())
    return False


class Server:
    """Forks kernels on request, each into its sandbox, and reports how each ended."""

    def __init__(self, listener: socket.socket, parent: int, level: Level) -> None:
        self.listener, self.parent, self.level = listener, parent, level
        self.pid = os.getpid()
        self.selector = selectors.DefaultSelector()
        self.children: dict[int, _Child] = {}
        self.groups = parent_group() if level != "none" else None
        self.count = 0

    def serve(self) -> None:
        """Runs until the parent's pipe closes; then no child is left."""
        self.selector.register(self.listener, selectors.EVENT_READ, self._accept)
        self.selector.register(self.parent, selectors.EVENT_READ, None)
        while True:
            for key, _ in self.selector.select():
                if key.fd == self.parent:
                    return self._end()
                key.data(key.fileobj)

    def _end(self) -> None:
        for child in self.children.values():
            self._kill(child, signal.SIGKILL)
        for child in self.children.values():
            if not select.select([child.pidfd], [], [], _END_SECONDS)[0]:
                os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)  # so that none still writes where its folder is being removed
            if child.group is not None:
                child.group.remove()

    def _kill(self, child: _Child, number: int) -> None:
        """Signals a kernel; a guard passes SIGINT on, and ends its kernel when it gets SIGTERM."""
        if self.level != "none":
            number = signal.SIGTERM if number == signal.SIGKILL else number
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, number)
            return
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError):
                kill(child.pid, number)
                return

    def _accept(self, listener: socket.socket) -> None:
        connection, _ = listener.accept()
        self.selector.register(connection, selectors.EVENT_READ, self._first_request)

    def _first_request(self, connection: socket.socket) -> None:
        self.selector.unregister(connection)
        line, descriptors, _, _ = socket.recv_fds(connection, 1 << 16, 3)
        if not line or len(descriptors) != 3:
            connection.close()
            return
        request = json.loads(line)
        group = self._make_group(Bounds(**request["bounds"]))
        pid = os.fork()
        if pid == 0:
            self._become_kernel(request, connection, descriptors, group)
        for descriptor in descriptors:
            os.close(descriptor)
        child = _Child(pid, connection, os.pidfd_open(pid), group)
        self.children[connection.fileno()] = child
        _tell(connection, {"pid": pid})
        self.selector.register(connection, selectors.EVENT_READ, self._later_request)
        self.selector.register(child.pidfd, selectors.EVENT_READ, lambda _: self._ended(child))

    def _make_group(self, bounds: Bounds) -> Group | None:
        if self.groups is None:
            return None
        self.count += 1
        # one that was killed may have left a group, and its process id may be ours now
        name = f"autograder-{os.getpid()}-{self.count}-{os.urandom(4).hex()}"
        group = Group(self.groups.folder / name, self.groups.version)
        group.make(bounds)
        return group

    def _later_request(self, connection: socket.socket) -> None:
        child = self.children[connection.fileno()]
        data = b""
        with contextlib.suppress(ConnectionError):
            data = connection.recv(1 << 16)
        for line in data.splitlines():
            self._kill(child, json.loads(line)["signal"])
        if not data:
            self.selector.unregister(connection)
            self._kill(child, signal.SIGKILL)

    def _ended(self, child: _Child) -> None:
        _, status = os.waitpid(child.pid, 0)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # what the kernel started in its own group
        self.selector.unregister(child.pidfd)
        os.close(child.pidfd)
        del self.children[child.connection.fileno()]
        message = {"exit": os.waitstatus_to_exitcode(status), "out_of_memory": False}
        if child.group is not None:
            message["out_of_memory"] = child.group.out_of_memory
            child.group.remove()
        _tell(child.connection, message)
        with contextlib.suppress(KeyError):
            self.selector.unregister(child.connection)
        child.connection.close()

    def _become_kernel(
        self,
        request: dict[str, Any],
        connection: socket.socket,
        descriptors: list[int],
        group: Group | None,
    ) -> None:
        try:
            probe, out, err = descriptors
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(out, 1)
            os.dup2(err, 2)
            _close_all_but(probe, connection.fileno())
            signal.set_wakeup_fd(-1)
            linux.die_with_parent(signal.SIGKILL)
            if os.getppid() != self.pid:  # it died before the system was told
                os._exit(70)
            if group is not None:
                group.join()
            opened = self._lock_down(request, [probe, connection.fileno()])
            os.chdir(request["folder"])
            os.environ.update(request["environment"])
            if self.level == "landlock":
                os.environ["TMPDIR"] = tempfile.tempdir = request["folder"]
            from autograder.kernel.agent import start_kernel

            def ready() -> None:
                opened()
                _tell(connection, {"ready": True})
                connection.close()

            start_kernel(request["connection_file"], socket.socket(fileno=probe), ready)
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(70)
        os._exit(0)

    def _lock_down(self, request: dict[str, Any], descriptors: list[int]) -> Callable[[], None]:
        """Goes into the sandbox; what comes back is to be called once the kernel's sockets are open."""
        if self.level == "none":
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            return lambda: None
        bounds = Bounds(**request["bounds"])
        devices = tuple(map(Path, request["devices"]))
        plan = Plan(Path(request["folder"]), Path(request["runtime"]), bounds, devices)

        def let_go() -> None:
            for descriptor in descriptors:
                os.close(descriptor)

        return enter(self.level, plan, let_go)


def _close_all_but(*keep: int) -> None:
    kept = sorted({0, 1, 2, *keep})
    for low, high in zip(kept, [*kept[1:], 1 << 20], strict=True):
        os.closerange(low + 1, high)


def _tell(connection: socket.socket, message: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # the client may have gone
        connection.sendall(json.dumps(message).encode() + b"\n")


def main() -> None:
    """Started by `autograder.kernel.open_kernels`; standard input is the parent's pipe.

    Says in one line of JSON which sandbox the kernels will have, or why there is none, and then "ready".
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--listener", type=int, required=True, help="descriptor of the listening socket")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--sandbox", default="auto")
    parser.add_argument("--gpu", action="store_true")
    parser.add_argument("modules", nargs="*")
    options = parser.parse_args()
    try:
        level, weaker = choose(options.sandbox)
    except CourseError as error:
        print(json.dumps({"what": error.what, "where": error.where, "mend": error.mend}), flush=True)
        return
    print(json.dumps({"level": level, "weaker": weaker}), flush=True)
    preload(options.modules, options.threads)
    if options.gpu and cuda_is_awake():
        print(json.dumps(_AWAKE), flush=True)
        return
    if level != "none":
        prepare(level, options.gpu)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    with socket.socket(fileno=options.listener) as listener:
        try:
            print("ready", flush=True)
        except BrokenPipeError:  # whoever started this has died meanwhile
            os._exit(0)
        Server(listener, sys.stdin.fileno(), level).serve()


if __name__ == "__main__":
    main()
