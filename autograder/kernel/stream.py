"""Frames over a socket: one header and some buffers, with every length checked before anything is read."""

from __future__ import annotations

import socket
import struct
import time

from autograder.kernel.wire_format import MAX_BYTES, MAX_HEADER, WireError

_MAGIC = b"PRB1"
_MAX_BUFFERS = 100_000
_CHUNK = 1 << 20


class Closed(Exception):
    """The other end closed the connection."""


class TooLate(Exception):
    """The deadline passed before a whole frame had come, or gone."""


def send(sock: socket.socket, header: bytes, buffers: list[bytes], deadline: float | None = None) -> None:
    """Sends one frame; `deadline` is on `time.monotonic`'s clock and holds for the whole frame.

    Raises: WireError if it is larger than any receiver takes, TooLate, OSError as sockets do.
    """
    if sum(map(len, buffers)) + len(header) > MAX_BYTES or len(header) > MAX_HEADER:
        raise WireError(
            f"a value larger than {MAX_BYTES >> 20} MiB, or with a header above {MAX_HEADER >> 20} MiB"
        )
    if len(buffers) > _MAX_BUFFERS:
        raise WireError(f"a value of more than {_MAX_BUFFERS} arrays")
    lengths = struct.pack(f">4sII{len(buffers)}Q", _MAGIC, len(header), len(buffers), *map(len, buffers))
    for part in (lengths + header, *buffers):
        _wait_until(sock, deadline)
        try:
            sock.sendall(part)
        except TimeoutError:
            raise TooLate from None


class Receiver:
    """Receives frames; a frame whose deadline passes goes on where it was when the next is asked for."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.parts: list[bytearray] = []  # of the frame that is on its way
        self.wanted: list[int] = [12]  # their full lengths, as far as they are known

    def receive(self, deadline: float | None = None) -> tuple[bytes, list[bytearray]]:
        """One frame; `deadline` is on `time.monotonic`'s clock and holds for the whole frame, however it drips.

        Raises: Closed, TooLate, WireError.
        """
        self._fill(deadline)
        if len(self.wanted) == 1:
            magic, header_length, count = struct.unpack(">4sII", self.parts[0])
            if magic != _MAGIC or header_length > MAX_HEADER or count > _MAX_BUFFERS:
                raise WireError("not a frame")
            self.wanted.append(8 * count)
        self._fill(deadline)
        if len(self.wanted) == 2:
            _, header_length, count = struct.unpack(">4sII", self.parts[0])
            lengths = struct.unpack(f">{count}Q", self.parts[1])
            if sum(lengths) + header_length > MAX_BYTES:
                raise WireError(f"a value larger than {MAX_BYTES >> 20} MiB")
            self.wanted += (header_length, *lengths)
        self._fill(deadline)
        _, _, header, *buffers = self.parts
        self.parts, self.wanted = [], [12]
        return bytes(header), buffers

    def _fill(self, deadline: float | None) -> None:
        """Receives until each part that is known has its length."""
        for place, length in enumerate(self.wanted):
            if place == len(self.parts):
                self.parts.append(
                    bytearray()
                )  # grows as bytes come: a lying length costs its sender the bytes
            while len(self.parts[place]) < length:
                self.parts[place] += _some(self.sock, length - len(self.parts[place]), deadline)


def receive(sock: socket.socket, deadline: float | None = None) -> tuple[bytes, list[bytearray]]:
    """One frame, from the start; see `Receiver`."""
    return Receiver(sock).receive(deadline)


def _some(sock: socket.socket, length: int, deadline: float | None) -> bytes:
    """At least one byte, at most `length`."""
    _wait_until(sock, deadline)
    try:
        chunk = sock.recv(min(length, _CHUNK))
    except TimeoutError:
        raise TooLate from None
    except OSError:
        raise Closed from None
    if not chunk:
        raise Closed
    return chunk


def _wait_until(sock: socket.socket, deadline: float | None) -> None:
    """Lets the socket's next operation wait until then."""
    if deadline is None:
        sock.settimeout(None)
        return
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise TooLate
    sock.settimeout(remaining)
