"""The judge's end of the probe: one request, one answer, never longer than the test may take."""

from __future__ import annotations

import builtins
import contextlib
import socket
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from labkit.place import coming_back

from autograder.judge.restore import BadChange, restore
from autograder.judge.texts import KernelTexts
from autograder.kernel import stream, wire

GRACE_SECONDS = 2.0
MAX_TEST_BYTES = 512 << 20  # of all answers in one test
MAX_TEST_HEADERS = 32 << 20
MAX_TEST_OBJECTS = 100_000
_CHANGING = ("call", "setattr", "delattr", "setitem", "delitem")


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
        name = self.kernel_names[0].removeprefix("builtins.") if self.kernel_names else "an exception"
        return f"{name}: {self.kernel_text}"


class Lengths:
    """What the kernel says of how many items an object has: once it said so, it's held to it."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.told: dict[int, int] = {}
        self.seen: dict[int, int] = {}

    def measured(self, number: int, length: int) -> None:
        """`len` said so. Raises: BadAnswer."""
        self.told[number] = length
        self._agree(number)

    def counted(self, number: int, length: int) -> None:
        """An iteration came to its end. Raises: BadAnswer."""
        self.seen[number] = length
        self._agree(number)

    def _agree(self, number: int) -> None:
        told, seen = self.told.get(number), self.seen.get(number)
        if told is not None and seen is not None and told != seen:
            raise BadAnswer("an object whose length is not the number of its items")


@dataclass
class _Taken:
    """What the answers in one test took so far, and the first that could not be used."""

    total: int = 0
    headers: int = 0
    objects: int = 0
    fault: Exception | None = None


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
        self.receiver = stream.Receiver(sock)
        self.texts = KernelTexts()
        self.gone = ""
        self.deadline = time.monotonic() + 60.0
        self.count = 0
        self.asking = self.decoding = False
        self.taken = _Taken()
        self.lengths = Lengths()
        self.proxies: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """All requests inside the block together may take that long, and bring as much as one test may."""
        before, self.deadline = self.deadline, time.monotonic() + seconds
        self.taken = _Taken()
        try:
            yield
        finally:
            self.deadline = before

    def request(self, operation: str, *operands: Any) -> Any:
        """The operation's value.

        Raises: what the student's code raised, as its nearest builtin class and `RemoteError`; TimedOut;
        KernelGone; BadAnswer.
        """
        try:
            self._check()
            self.count += 1
            header, buffers = wire.encode([self.count, operation, *operands], _no_form, self._claim)
            self.asking = True
            self._send(header, buffers)
            answer = self._answer()
            self.asking = False
            if operation in _CHANGING:
                self.lengths.clear()
            return self._unpack(answer, operation, operands)
        except (KernelGone, TimedOut, BadAnswer) as fault:
            self.taken.fault = self.taken.fault or fault
            raise

    def call(self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Calls a function that lives in the kernel."""
        return self.request("call", function, list(args), kwargs, coming_back())

    def forget(self) -> None:
        """Lets the kernel drop all objects that proxies stood for."""
        self.proxies.clear()
        self.lengths.clear()
        self.request("forget")

    def _check(self) -> None:
        if self.gone:
            raise KernelGone(self.gone)
        if self.decoding:
            raise BadAnswer("an answer that can be read only by asking more")
        if self.asking:  # the judge was stopped in the midst of a request
            self._lose("its last answer was not read to the end")
        if time.monotonic() >= self.deadline:
            raise TimedOut

    def _send(self, header: bytes, buffers: list[bytes]) -> None:
        try:
            stream.send(self.sock, header, buffers, self.deadline)
        except wire.WireError as error:
            self.asking = False
            raise BadAnswer(f"an argument for the kernel: {error}") from None
        except stream.TooLate:
            self._lose("it did not read what the test sent")
        except OSError:
            self._lose("the kernel closed the probe", kill=False)  # it may have ended; how, is asked later

    def _answer(self) -> list[Any]:
        try:
            return self._receive(self.deadline)
        except stream.TooLate:
            self.interrupt()
        try:
            self._receive(time.monotonic() + GRACE_SECONDS)
        except stream.TooLate:
            self._lose("it did not stop when interrupted")
        self.asking = False
        raise TimedOut

    def _receive(self, deadline: float) -> list[Any]:
        try:
            header, buffers = self.receiver.receive(deadline)
        except stream.Closed:
            self._lose("the kernel closed the probe", kill=False)  # it may have ended; how, is asked later
        except wire.WireError as error:
            self._lose(f"the kernel sent nonsense: {error}")
        self._take(header, buffers)
        self.decoding = True
        try:
            answer = wire.decode(header, buffers, self._decode, self.texts.note)
        except wire.WireError as error:
            self.asking = False
            raise BadAnswer(str(error)) from None
        finally:
            self.decoding = False
        if type(answer) is not list or [type(part) for part in answer[:2]] != [int, str] or len(answer) != 4:
            self.asking = False
            raise BadAnswer("an answer of an unknown form")
        if answer[0] != self.count:
            self._lose("the kernel answered another question")
        return answer

    def _take(self, header: bytes, buffers: list[bytearray]) -> None:
        """Counts an answer before it's decoded."""
        self.taken.total += len(header) + sum(map(len, buffers))
        self.taken.headers += len(header)
        if self.taken.total > MAX_TEST_BYTES or self.taken.headers > MAX_TEST_HEADERS:
            self.asking = False
            raise BadAnswer("answers that are too large together")

    def _unpack(self, answer: list[Any], operation: str, operands: tuple[Any, ...]) -> Any:
        _, kind, value, rest = answer
        if kind == "raised" and isinstance(value, list) and all(isinstance(n, str) for n in value):
            raise _as_builtin(value, str(rest), operation)
        if kind == "refused":
            raise BadAnswer(str(value)[:500])
        if kind != "ok":
            raise BadAnswer("an answer of an unknown kind")
        if operation == "call" and operands[3]:
            try:
                restore(operands, rest)
            except (BadChange, ValueError, TypeError, RuntimeError) as error:
                raise BadAnswer(f"a change of an argument: {error}") from None
        return value

    def _lose(self, why: str, kill: bool = True) -> NoReturn:
        """Gives the kernel up: nothing more can be asked in an orderly way."""
        self.gone, self.asking = why, False
        if kill:
            self.kill()
        raise KernelGone(why)

    def _claim(self, value: Any) -> list[Any] | None:
        remote = self.remote_of(value)
        return None if remote is None else ["ref", remote.number]

    def _decode(self, tree: list[Any]) -> Any:
        tag, number, names, is_callable = tree
        texts = isinstance(names, list) and all(isinstance(name, str) for name in names)
        if (
            tag != "obj"
            or type(number) is not int
            or not 0 < number < 1 << 53
            or not texts
            or len(names) > 100
        ):
            raise wire.WireError("an unknown tag")
        proxy = self.proxies.get(number)
        if proxy is None:
            self.taken.objects += 1
            if self.taken.objects > MAX_TEST_OBJECTS:
                raise wire.WireError("too many objects that stay in the kernel")
            remote = wire.Remote(number, tuple(name[:200] for name in names), is_callable is True)
            proxy = self.proxies[number] = self.make_proxy(self, remote)
        return proxy


def _no_form(value: Any) -> list[Any]:
    raise wire.NotData(f"a {type(value).__name__} cannot be sent to the kernel; build it there with there(…)")


def _as_builtin(names: list[str], text: str, operation: str) -> BaseException:
    """The first builtin exception class among the names, as an instance that is a `RemoteError` too."""
    for name in names:
        base = builtin_exception(name)
        if base is None or not issubclass(base, Exception):
            continue
        if issubclass(base, StopIteration) and operation != "next":
            base = RuntimeError  # as Python does in generators: it must not end a loop of the test's
        with contextlib.suppress(
            TypeError
        ):  # UnicodeDecodeError and its like want five arguments: take their base
            return _told(_remote_class(base.__name__)(text), names, text)
    return _told(RemoteStop(text), names, text)


class RemoteStop(RemoteError):
    """SystemExit, KeyboardInterrupt and the like, raised in the kernel: not ours to obey."""


def builtin_exception(name: str) -> type[BaseException] | None:
    """Python's own exception class of that full name."""
    found = vars(builtins).get(name.removeprefix("builtins.")) if name.startswith("builtins.") else None
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


@cache
def _remote_class(name: str) -> type[RemoteError]:
    base: type[Exception] = getattr(builtins, name)
    return type(base.__name__, (base, RemoteError), {})


def _told(error: RemoteError, names: list[str], text: str) -> RemoteError:
    error.kernel_names, error.kernel_text = tuple(name[:200] for name in names[:100]), text
    return error
