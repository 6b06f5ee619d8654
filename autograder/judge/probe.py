"""The judge's end of the probe: one request, one answer, never longer than the test may take."""

from __future__ import annotations

import builtins
import socket
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.kernel import stream, wire

_GRACE_SECONDS = 2.0


class KernelGone(Exception):
    """The kernel ended, hung beyond an interrupt, or answers nonsense: no further probe is possible."""


class TimedOut(Exception):
    """The student's code took longer than the test allows and was interrupted; the kernel lives."""


class BadAnswer(Exception):
    """The kernel's answer is no value that the judge takes."""


class RemoteError(Exception):
    """Marks an exception that the student's code raised; `kernel_text` is its own text, for staff only."""

    kernel_names: tuple[str, ...] = ()
    kernel_text: str = ""

    @property
    def for_staff(self) -> str:
        """The class that the student's code raised, and its text."""
        return f"{self.kernel_names[:1]}: {self.kernel_text}"


class Probe:
    """Asks one kernel for values. `make_proxy` makes what stays in the kernel usable; see `proxy.py`."""

    def __init__(
        self,
        sock: socket.socket,
        *,
        interrupt: Callable[[], None],
        kill: Callable[[], None],
        make_proxy: Callable[[Probe, wire.Remote], Any],
        remote_of: Callable[[Any], wire.Remote | None],
    ) -> None:
        self.sock, self.interrupt, self.kill = sock, interrupt, kill
        self.make_proxy, self.remote_of = make_proxy, remote_of
        self.texts: set[str] = set()
        self.gone = ""
        self.deadline = time.monotonic() + 60.0
        self.count = 0
        self.proxies: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """All requests inside the block together may take that long."""
        before, self.deadline = self.deadline, time.monotonic() + seconds
        try:
            yield
        finally:
            self.deadline = before

    def request(self, operation: str, *operands: Any) -> Any:
        """The operation's value.

        Raises: what the student's code raised, as its nearest builtin class and `RemoteError`; TimedOut;
        KernelGone; BadAnswer.
        """
        if self.gone:
            raise KernelGone(self.gone)
        if time.monotonic() >= self.deadline:
            raise TimedOut
        self.count += 1
        header, buffers = wire.encode([self.count, operation, *operands], _no_form, self._claim)
        try:
            stream.send(self.sock, header, buffers)
        except OSError:
            self._lose("the kernel closed the probe")
        return self._unpack(self._answer(), operands)

    def call(self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Calls a function that lives in the kernel."""
        return self.request("call", function, list(args), kwargs)

    def forget(self) -> None:
        """Lets the kernel drop all objects that proxies stood for."""
        self.proxies.clear()
        self.request("forget")

    def _answer(self) -> list[Any]:
        try:
            return self._receive(self.deadline)
        except stream.TooLate:
            self.interrupt()
        try:
            self._receive(time.monotonic() + _GRACE_SECONDS)
        except stream.TooLate:
            self.kill()
            self._lose("it did not stop when interrupted")
        raise TimedOut

    def _receive(self, deadline: float) -> list[Any]:
        while True:
            try:
                header, buffers = stream.receive(self.sock, deadline)
            except stream.Closed:
                self._lose("the kernel closed the probe")
            except wire.WireError as error:
                self.kill()
                self._lose(f"the kernel sent nonsense: {error}")
            try:
                answer = wire.decode(header, buffers, self._decode)
            except wire.WireError as error:
                raise BadAnswer(str(error)) from None
            if isinstance(answer, list) and len(answer) == 4 and answer[0] == self.count:
                return answer

    def _unpack(self, answer: list[Any], operands: tuple[Any, ...]) -> Any:
        _, kind, value, rest = answer
        if kind == "ok":
            self._note(value)
            _restore(operands, rest)
            return value
        if kind == "raised" and isinstance(value, list) and all(isinstance(n, str) for n in value):
            raise _as_builtin(value, str(rest))
        raise BadAnswer("an answer of an unknown kind")

    def _lose(self, why: str) -> None:
        self.gone = why
        raise KernelGone(why)

    def _claim(self, value: Any) -> list[Any] | None:
        remote = self.remote_of(value)
        return None if remote is None else ["ref", remote.number]

    def _decode(self, tree: list[Any]) -> Any:
        tag, number, names, is_callable = tree
        if tag != "obj" or not isinstance(number, int) or len(names) > 100:
            raise wire.WireError("an unknown tag")
        proxy = self.proxies.get(number)
        if proxy is None:
            remote = wire.Remote(number, tuple(str(n)[:200] for n in names), is_callable is True)
            proxy = self.proxies[number] = self.make_proxy(self, remote)
        return proxy

    def _note(self, value: Any, depth: int = 0) -> None:
        """Remembers the texts that came from the kernel: none of them may reach a student's feedback."""
        if isinstance(value, str):
            if len(self.texts) < 100_000:
                self.texts.add(value)
        elif depth < wire.MAX_DEPTH and type(value) in (list, tuple, set, frozenset):
            for item in value:
                self._note(item, depth + 1)
        elif depth < wire.MAX_DEPTH and isinstance(value, dict):
            for key, item in value.items():
                self._note(key, depth + 1)
                self._note(item, depth + 1)


def _no_form(value: Any) -> list[Any]:
    raise wire.NotData(f"a {type(value).__name__} cannot be sent to the kernel; build it there with there(…)")


def _as_builtin(names: list[str], text: str) -> BaseException:
    """The first builtin exception class among the names, as an instance that is a `RemoteError` too."""
    for name in names:
        base = (
            getattr(builtins, name.removeprefix("builtins."), None) if name.startswith("builtins.") else None
        )
        if isinstance(base, type) and issubclass(base, Exception):
            with_text = type(
                base.__name__, (base, RemoteError), {"kernel_names": tuple(names), "kernel_text": text}
            )
            try:
                return with_text(text)  # type: ignore[no-any-return]
            except TypeError:  # UnicodeDecodeError and its like want five arguments: take their base
                continue
    stop = type("RemoteStop", (RemoteError,), {"kernel_names": tuple(names), "kernel_text": text})
    return stop(text)  # type: ignore[no-any-return]  # SystemExit, KeyboardInterrupt: not ours to obey


def _restore(operands: tuple[Any, ...], changes: Any) -> None:
    """Copy-restore: brings what a call changed in its arguments back into the judge's own objects."""
    if not changes:
        return
    if len(operands) != 3 or not isinstance(changes, list):
        raise BadAnswer("changes to arguments that were not sent")
    arguments = [*operands[1], *operands[2].values()]
    for change in changes:
        if not isinstance(change, list) or len(change) != 2 or not isinstance(change[0], int):
            raise BadAnswer("a change of an unknown form")
        if not 0 <= change[0] < len(arguments):
            raise BadAnswer("a change of an argument that was not sent")
        _assign(arguments[change[0]], change[1])


def _assign(target: Any, value: Any) -> None:
    """Makes `target` equal to `value` in place, as deep as the two have the same form."""
    if isinstance(target, list) and isinstance(value, list):
        _assign_items(target, value)
    elif isinstance(target, dict) and isinstance(value, dict):
        for key in [key for key in target if key not in value]:
            del target[key]
        for key, item in value.items():
            if key in target and _has_parts(target[key]) and type(target[key]) is type(item):
                _assign(target[key], item)
            else:
                target[key] = item
    elif isinstance(target, set) and isinstance(value, set):
        target.clear()
        target.update(value)
    elif isinstance(target, tuple) and isinstance(value, tuple) and len(target) == len(value):
        for old, new in zip(target, value, strict=True):
            _assign(old, new)
    elif isinstance(target, np.ndarray) and isinstance(value, np.ndarray) and target.shape == value.shape:
        target[...] = value
    elif hasattr(target, "indptr") and type(target) is type(value) and target.shape == value.shape:
        vars(target).update(vars(value))  # a sparse matrix: its three arrays, and whether they are sorted
    elif hasattr(target, "detach") and type(target) is type(value):
        target.requires_grad_(value.requires_grad) if target.is_leaf else None
        target.data = value.detach().to(target.device)


def _assign_items(target: list[Any], value: list[Any]) -> None:
    if len(target) == len(value):
        for index, (old, new) in enumerate(zip(target, value, strict=True)):
            if _has_parts(old) and type(old) is type(new):
                _assign(old, new)
            else:
                target[index] = new
    else:
        target[:] = value


def _has_parts(value: Any) -> bool:
    plain = isinstance(value, list | dict | set | tuple | np.ndarray)
    return plain or hasattr(value, "detach") or hasattr(value, "indptr")
