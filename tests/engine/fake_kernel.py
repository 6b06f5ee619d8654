"""A kernel that speaks the probe's protocol itself and answers as it likes, with a judge at the other end."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgpack

from autograder.judge import Judge, Probe, make_proxy, remote_of
from autograder.kernel import stream, wire
from autograder.outcomes import TestResult
from tests.engine.making import bundle

Answer = Callable[[int, str, list[Any]], Any]
"""From a request's number, operation and operands: a value, a `Raw` tree, or a `Doing` with the socket."""


class Raw:
    """The value of an answer as a tree of the wire, with buffers, sent as it is."""

    def __init__(self, tree: Any, *buffers: bytes) -> None:
        self.tree, self.buffers = tree, list(buffers)


class Doing:
    """Does something with the socket instead of answering."""

    def __init__(self, do: Callable[[socket.socket], Any]) -> None:
        self.do = do


class Raised:
    """An exception, by the names of its classes."""

    def __init__(self, *names: str, text: str = "a text of the student's") -> None:
        self.names, self.text = list(names), text


class Line:
    """A socket at whose other end the bytes of one input wait, and then the end."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 0

    def settimeout(self, seconds: float | None) -> None:
        pass

    def sendall(self, data: bytes) -> None:
        pass

    def recv(self, length: int) -> bytes:
        chunk = self.data[self.place : self.place + length]
        self.place += len(chunk)
        return chunk


def frame(header: bytes, buffers: list[bytes]) -> bytes:
    lengths = struct.pack(f">4sII{len(buffers)}Q", b"PRB1", len(header), len(buffers), *map(len, buffers))
    return lengths + header + b"".join(buffers)


def proxied(*classes: str, number: int = 1, can_be_called: bool = False) -> Raw:
    return Raw(["obj", number, list(classes), can_be_called])


def _frame(number: int, value: Any) -> tuple[bytes, list[bytes]]:
    if isinstance(value, Raised):
        return wire.encode([number, "raised", value.names, value.text], _no_form)
    if isinstance(value, Raw):
        return msgpack.packb(["l", [number, "ok", value.tree, ["l", []]]]), value.buffers
    return wire.encode([number, "ok", value, []], _no_form)


def _no_form(value: Any) -> list[Any]:
    raise AssertionError(f"the fake kernel cannot send a {type(value).__name__}")


def _serve(sock: socket.socket, answer: Answer) -> None:
    with contextlib.suppress(OSError, stream.Closed):
        while True:
            header, buffers = stream.receive(sock)
            number, operation, *operands = wire.decode(header, buffers, lambda tree: tree)
            value = None if operation == "forget" else answer(number, operation, operands)
            if isinstance(value, Doing):
                value.do(sock)
            else:
                stream.send(sock, *_frame(number, value))


@contextmanager
def judging(answer: Answer, *, seconds: float = 5.0, seed: int | None = 7) -> Iterator[Judge]:
    """A judge of what the fake kernel answers; interrupts do nothing, a kill closes the connection."""
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=_serve, args=(theirs, answer), daemon=True)
    thread.start()

    def kill() -> None:
        with contextlib.suppress(OSError):
            theirs.shutdown(socket.SHUT_RDWR)

    probe = Probe(ours, interrupt=lambda: None, kill=kill, make_proxy=make_proxy, remote_of=remote_of)
    try:
        yield Judge(probe, test_seconds=seconds, seed=seed)
    finally:
        kill()
        thread.join()
        ours.close()
        theirs.close()


def verdict(body: str, answer: Answer, *, seconds: float = 5.0, hidden: bool = True) -> TestResult:
    """What a test `def test_it(x)` of that body says of the fake kernel's answers."""
    (result,) = verdicts([body], answer, seconds=seconds, hidden=hidden)
    return result


def verdicts(
    bodies: list[str], answer: Answer, *, seconds: float = 5.0, hidden: bool = True
) -> tuple[TestResult, ...]:
    """The same for several tests, one after the other."""
    source = ""
    for place, body in enumerate(bodies):
        source += f"@test_case(points=1, hidden={hidden})\ndef test_{place}(x):\n"
        source += "".join(f"    {line}\n" for line in body.splitlines())
    with judging(answer, seconds=seconds) as judge:
        return judge.question("q1", bundle(q1=source).tests["q1"]).tests
