"""The warm process is kept up, and nobody waits for one that does not come up."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.errors import CourseError, EngineError
from autograder.kernel.supervisor import STARTS, keep_warm

Process = subprocess.Popen[bytes]

SERVE = """
import select, socket, sys
listener = socket.socket(fileno=int(sys.argv[1]))
print("{}\\nready", flush=True)
while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
    connection, _ = listener.accept()
    connection.sendall(b"hello")
    if connection.recv(9) == b"die":
        sys.exit(1)
"""


def starter(*codes: str) -> Callable[[socket.socket], Process]:
    """Starts one program after the other, the last of them again and again; `starter.count` tells how many."""

    def start(listener: socket.socket) -> Process:
        code = codes[min(start.count, len(codes) - 1)]  # type: ignore[attr-defined]
        start.count += 1  # type: ignore[attr-defined]
        command = [sys.executable, "-c", code, str(listener.fileno())]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, pass_fds=[listener.fileno()])

    start.count = 0  # type: ignore[attr-defined]
    return start


def ask(address: str, word: bytes = b"") -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        connection.connect(address)
        answer = connection.recv(9)
        connection.sendall(word)
    return answer


def ask_until_refused(address: str) -> None:
    while ask(address) == b"":  # one took it and died
        pass


@pytest.fixture
def address(temporary: Path) -> str:
    return str(temporary / "warm")


def test_one_that_dies_is_replaced_and_requests_wait_for_the_next(address: str) -> None:
    with keep_warm(address, starter(SERVE)):
        answers = [ask(address, b"die") for _ in range(4)]
    assert answers == [b"hello"] * 4


def test_one_that_says_why_it_does_not_start_is_started_once(address: str) -> None:
    start = starter("import sys; sys.exit(3)")
    with (
        pytest.raises(EngineError, match=r"the warm process did not start \(status 3\)"),
        keep_warm(address, start),
    ):
        pass
    assert start.count == 1  # type: ignore[attr-defined]


def test_one_killed_while_it_starts_is_started_again(address: str) -> None:
    killed = "import os; os.kill(os.getpid(), 9)"
    with keep_warm(address, starter(killed, SERVE)):
        assert ask(address) == b"hello"


def test_when_none_comes_up_any_more_who_asks_is_told(address: str) -> None:
    start = starter(SERVE, "import sys; sys.exit(3)")
    with keep_warm(address, start):
        ask(address, b"die")
        with pytest.raises(OSError, match=r"refused|reset"):
            ask_until_refused(address)
    assert start.count == 1 + STARTS  # type: ignore[attr-defined]


def test_the_end_does_not_wait_for_one_that_is_still_starting(address: str) -> None:
    slow = "import time; time.sleep(1000)"
    with keep_warm(address, starter(SERVE, slow)):
        ask(address, b"die")
    with pytest.raises(OSError, match="refused"):
        ask(address)


def test_one_whose_modules_woke_the_gpu_says_so_in_one_line(address: str) -> None:
    words = '{"what": "a module uses the GPU", "where": "preload", "mend": "Take it out"}'
    start = starter(f"print('{{}}'); print({words!r})")
    wanted = "preload: a module uses the GPU. Take it out"
    with pytest.raises(CourseError, match=wanted), keep_warm(address, start):
        pass
    assert start.count == 1  # type: ignore[attr-defined]
