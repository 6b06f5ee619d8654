"""The probe's end inside the student's kernel: gets, calls and reads what the judge asks for.

It runs in the kernel's main thread, between cells, and holds no secret: whatever it knows, the student's code
may know. Its answers are not believed, only decoded.
"""

from __future__ import annotations

import importlib
import operator
import signal
import socket
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from autograder.kernel import stream, wire

_PRIMITIVE = (bool, int, float, complex, str, bytes, type(None), type(Ellipsis), range, slice)

OPERATIONS: dict[str, Callable[..., Any]] = {
    "getattr": getattr,
    "setattr": setattr,
    "delattr": delattr,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "len": len,
    "iter": iter,
    "next": next,
    "list": list,
    "str": str,
}


class Agent:
    """Answers the judge's requests about one namespace."""

    def __init__(self, sock: socket.socket, namespace: dict[str, Any]) -> None:
        self.sock, self.namespace = sock, namespace
        self.objects: dict[int, Any] = {}
        self.numbers: dict[int, int] = {}
        self.modules: dict[str, types.ModuleType] = {}
        self.count = 0

    def answer(self, *_: Any) -> bool:
        """Reads one request and sends its answer; False once the judge has gone."""
        try:
            header, buffers = stream.receive(self.sock)
            request = wire.decode(header, buffers, self._resolve)
        except stream.Closed:
            return False
        reply = self._reply(request)
        try:
            try:
                stream.send(self.sock, *reply)
            except wire.WireError as error:
                stream.send(self.sock, *wire.encode([request[0], "refused", str(error), []], self._register))
        except OSError:
            return False
        return True

    def _reply(self, request: Any) -> tuple[bytes, list[bytes]]:
        number = request[0]
        try:
            with _interruptible():
                value, restored = self._perform(*request[1:])
                return wire.encode([number, "ok", value, restored], self._register)
        except BaseException as error:  # whatever a student's code raises, SystemExit included, is an answer
            return self._raised(number, error)

    def _raised(self, number: int, error: BaseException) -> tuple[bytes, list[bytes]]:
        names = [f"{c.__module__}.{c.__qualname__}" for c in type(error).__mro__]
        try:
            text = str(error)[:2000]
        except BaseException:
            text = ""
        return wire.encode([number, "raised", names, text], self._register)

    def _perform(self, operation: str, *operands: Any) -> tuple[Any, list[Any]]:
        if operation == "get":
            (name,) = operands
            return self.namespace.get(name), []
        if operation == "names":
            return [name for name in self.namespace if isinstance(name, str)], []
        if operation == "import":
            return self._import(*operands), []
        if operation == "forget":
            self.modules.clear()
            self.objects.clear()
            self.numbers.clear()
            return None, []
        if operation == "call":
            return self._call(*operands)
        return OPERATIONS[operation](*operands), []

    def _import(self, name: str, source: str | None) -> types.ModuleType:
        """The module of that name; one that the judge sends as source is made once for each test."""
        if source is None:
            return importlib.import_module(name)
        if name not in self.modules:
            self.modules[name] = load(name, source)
        return self.modules[name]

    def _call(
        self, function: Any, args: list[Any], kwargs: dict[str, Any], back: bool
    ) -> tuple[Any, list[Any]]:
        """The function's value, and with `back` those arguments that the call changed."""
        if not back:
            return function(*args, **kwargs), []
        arguments = [*args, *kwargs.values()]
        before = [self._print(argument) for argument in arguments]
        value = function(*args, **kwargs)
        changed = [
            [index, argument]
            for index, (argument, print_) in enumerate(zip(arguments, before, strict=True))
            if print_ is not None and self._print(argument) != print_
        ]
        return value, changed

    def _print(self, argument: Any) -> Any:
        """What an argument is on the wire, to see whether a call changed it; None for what cannot change."""
        if isinstance(argument, _PRIMITIVE) or id(argument) in self.numbers:
            return None
        return wire.encode(argument, self._register)

    def _register(self, value: Any) -> list[Any]:
        number = self.numbers.get(id(value))
        if number is None:
            self.count += 1
            number = self.numbers[id(value)] = self.count
            self.objects[number] = value
        names = [f"{c.__module__}.{c.__qualname__}" for c in type(value).__mro__]
        return ["obj", number, names, callable(value)]

    def _resolve(self, tree: list[Any]) -> Any:
        if tree[0] != "ref":
            raise wire.WireError("an unknown tag")
        return self.objects[tree[1]]


def load(name: str, source: str) -> types.ModuleType:
    """A fresh module made of that source, whatever the student made of the one that bears the name."""
    module = types.ModuleType(name)
    sys.modules[name] = module  # where dataclasses and pickle look a class's module up
    exec(compile(source, f"<{name}>", "exec", dont_inherit=True), module.__dict__)
    return module


@contextmanager
def _interruptible() -> Iterator[None]:
    """Lets the judge's SIGINT stop what the student's code does, as in a cell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def start_kernel(connection_file: str, sock: socket.socket, ready: Callable[[], None]) -> None:
    """Runs an IPython kernel on that connection file, with the probe on `sock`, until it is shut down."""
    from ipykernel.kernelapp import IPKernelApp
    from tornado.ioloop import IOLoop

    from autograder.kernel import quiet_otter

    quiet_otter.install()
    app = IPKernelApp.instance()
    app.initialize(["-f", connection_file, "--HistoryManager.enabled=False", "--log-level=50"])
    agent = Agent(sock, app.shell.user_ns)
    loop = IOLoop.current()

    def on_request(fd: Any, events: int) -> None:
        if not agent.answer():
            loop.remove_handler(fd)

    loop.add_handler(sock, on_request, IOLoop.READ)
    sys.path.insert(0, "")
    ready()
    app.start()
