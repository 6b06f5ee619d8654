"""Frames over a socket: one header and some buffers, with every length checked before anything is read."""

from __future__ import annotations

import socket
import struct
import time

from autograder.kernel.wire import MAX_BYTES, WireError

_MAGIC = b"PRB1"
_MAX_BUFFERS = 100_000
_MAX_HEADER = 256 << 20


class Closed(Exception):
    """The other end closed the connection."""


class TooLate(Exception):
    """The deadline passed before a whole frame had come."""


def send(sock: socket.socket, header: bytes, buffers: list[bytes]) -> None:
    """Sends one frame. Raises: WireError if it is larger than any receiver takes, OSError as sockets do."""
    if sum(map(len, buffers)) + len(header) > MAX_BYTES or len(header) > _MAX_HEADER:
        raise WireError("a value larger than 1 GiB")
    lengths = struct.pack(f">4sII{len(buffers)}Q", _MAGIC, len(header), len(buffers), *map(len, buffers))
    sock.sendall(lengths + header)
    for buffer in buffers:
        sock.sendall(buffer)


def receive(sock: socket.socket, deadline: float | None = None) -> tuple[bytes, list[bytearray]]:
    """One frame; `deadline` is on `time.monotonic`'s clock and holds for the whole frame, however it drips.

    Raises: Closed, TooLate, WireError.
    """
    magic, header_length, count = struct.unpack(">4sII", _exactly(sock, 12, deadline))
    if magic != _MAGIC or header_length > _MAX_HEADER or count > _MAX_BUFFERS:
        raise WireError("not a frame")
    lengths = struct.unpack(f">{count}Q", _exactly(sock, 8 * count, deadline))
    if sum(lengths) + header_length > MAX_BYTES:
        raise WireError("a value larger than 1 GiB")
    header = bytes(_exactly(sock, header_length, deadline))
    return header, [_exactly(sock, length, deadline) for length in lengths]


def _exactly(sock: socket.socket, length: int, deadline: float | None) -> bytearray:
    data = bytearray()  # grows as bytes come: a lying length costs its sender the bytes
    while len(data) < length:
        if deadline is not None:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TooLate
            sock.settimeout(remaining)
        else:
            sock.settimeout(None)
        try:
            chunk = sock.recv(min(length - len(data), 1 << 20))
        except TimeoutError:
            raise TooLate from None
        except OSError:
            raise Closed from None
        if not chunk:
            raise Closed
        data += chunk
    return data
