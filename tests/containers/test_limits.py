"""What a student's code can't do in its container: each limit is met by code that tries."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from autograder.kernel.container_run import RUN_LABEL
from autograder.kernel.kernels import Kernels
from autograder.outcomes import Outcome
from tests.containers.conftest import Run, See
from tests.faults.processes import all_processes

pytestmark = pytest.mark.container

_REFUSED = """
def refused(action):
    try:
        action()
    except Exception as error:
        return type(error).__name__
    return "done"
"""


def left(kernels: Kernels) -> list[str]:
    """The run's containers that the engine still knows, once those that are ending have ended."""
    assert kernels.containers is not None
    command = [kernels.containers.program, "ps", "--all", "--quiet"]
    command += ["--filter", f"label={RUN_LABEL}={kernels.containers.run}"]
    deadline = time.monotonic() + 20
    while found := subprocess.run(command, capture_output=True, text=True, check=True).stdout.split():
        if time.monotonic() > deadline:
            break
    return found


def test_an_honest_notebook_runs_with_its_files(run: Run, kernels: Kernels) -> None:
    cell = "import numpy\nx = int(open('data/a.txt').read())\nopen('data/a.txt', 'w').write('4')"
    result = run(cell, "!echo theirs > b; cat b", files={"data/a.txt": b"3"})
    assert (result.outcome, result.score) == (Outcome.GRADED, 1.0)
    assert result.cells[1].output.strip() == "theirs"
    assert left(kernels) == []


def test_there_is_no_network(see: See) -> None:
    seen = see(
        _REFUSED
        + """
import os, socket
connect = lambda: socket.create_connection(("192.0.2.1", 80), timeout=5)
seen = refused(connect), refused(lambda: socket.getaddrinfo("example.org", 80)), os.listdir("/sys/class/net")
"""
    )
    assert seen[0] == "OSError"
    assert seen[1] == "gaierror"
    assert seen[2] == ["lo"]


def test_no_privilege_is_left(see: See) -> None:
    seen = see("""
        import os
        status = dict(line.split(":", 1) for line in open("/proc/self/status").read().splitlines())
        names = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp")
        seen = [int(status[name], 16) for name in names], os.getuid(), open("/proc/1/comm").read().strip()
    """)
    assert seen[0] == [0, 0, 0, 0, 0, 1, 2]
    assert seen[1] >= 60578
    assert "init" in seen[2] or "tini" in seen[2] or "catatonit" in seen[2]


def test_only_its_scratch_folder_can_be_written(see: See) -> None:
    places = (
        "/",
        "/usr",
        "/etc",
        "/opt",
        "/opt/course",
        "/opt/cache/pyc",
        "/home",
        "/var/tmp",
        "/run/kernel",
    )
    seen = see(
        _REFUSED
        + f"""
import pathlib
seen = {{place: refused((pathlib.Path(place) / "mine").touch) for place in {(*places, "/tmp", ".")!r}}}
"""
    )
    assert seen.pop("/tmp") == seen.pop(".") == "done"
    assert set(seen.values()) <= {"OSError", "PermissionError"}, seen


def test_the_folder_shared_with_the_grader_can_t_be_filled(see: See) -> None:
    seen = see(
        _REFUSED
        + """
import os, pathlib
folder = pathlib.Path("/run/kernel")
kinds = {path.is_socket() for path in folder.iterdir()}
seen = kinds, refused(lambda: folder.chmod(0o777)), refused((folder / "big").touch)
"""
    )
    assert seen == ({True}, "PermissionError", "PermissionError")


def test_scratch_memory_and_files_have_limits(see: See) -> None:
    seen = see(
        _REFUSED
        + """
def fill(size):
    with open("big", "ab") as file:
        file.write(bytes(size))
one = refused(lambda: fill(11 << 20))
for number in range(30):
    try:
        with open(f"part{number}", "wb") as file:
            file.write(bytes(1 << 20))
    except OSError as error:
        seen = one, number, error.errno
        break
""",
        file_mb=10,
    )
    assert seen[0] == "OSError"
    assert 5 <= seen[1] < 20
    assert seen[2] == 28


def test_the_number_of_processes_has_a_limit(see: See) -> None:
    seen = see(
        """
        import os, signal
        children, seen = [], None
        while seen is None and len(children) < 500:
            try:
                child = os.fork()
            except OSError as error:
                seen = len(children), type(error).__name__
                break
            if child == 0:
                signal.pause()
            children.append(child)
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        """,
        processes=64,
    )
    assert seen is not None
    assert 20 <= seen[0] <= 72
    assert seen[1] == "BlockingIOError"


def test_memory_has_a_limit_and_the_outcome_says_so(run: Run) -> None:
    result = run("x = bytearray(600 << 20)", "x = 3", memory_mb=300)
    assert (result.outcome, result.score) == (Outcome.OUT_OF_MEMORY, 1.0)
    assert result.events[0].exception == "MemoryError"


def test_all_its_processes_together_have_no_more_memory(run: Run) -> None:
    result = run(
        """
        import os, time
        told, tell = os.pipe()
        for _ in range(24):
            if os.fork() == 0:
                os.read(told, 1)
                mine = b"x" * (150 << 20)
                time.sleep(60)
        largest = b"x" * (280 << 20)  # so the system chooses this process
        os.write(tell, b"." * 24)
        time.sleep(60)
        """,
        memory_mb=300,
    )
    assert result.outcome is Outcome.OUT_OF_MEMORY, (result.outcome, result.detail, result.events)


def test_code_that_ignores_signals_is_killed_in_time(run: Run, kernels: Kernels) -> None:
    begin = time.monotonic()
    result = run(
        """
        import signal, time
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        while True:
            try:
                time.sleep(1)
            except BaseException:
                pass
        """,
        cell_seconds=1,
    )
    assert result.outcome is Outcome.TIMED_OUT
    assert time.monotonic() - begin < 60
    assert left(kernels) == []


def test_who_stops_the_kernel_s_guard_is_killed_by_the_engine(run: Run, kernels: Kernels) -> None:
    cell = """
        import os, signal, time
        try:
            os.kill(os.getppid(), signal.SIGSTOP)
        except PermissionError:  # Landlock, from version 6 on, protects it
            pass
        while True:
            time.sleep(1)
    """
    result = run(cell, cell_seconds=1)
    assert result.outcome is Outcome.TIMED_OUT
    assert left(kernels) == []


def test_output_has_a_limit_and_the_rest_goes_on(run: Run) -> None:
    result = run("while True:\n    print('x' * 10_000)", "x = 3", output_mb=1)
    assert result.outcome is Outcome.TIMED_OUT
    assert result.events[0].exception == "Output"


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [("import os; os._exit(0)", Outcome.KILLED), ("import ctypes; ctypes.string_at(0)", Outcome.KILLED)],
)
def test_a_kernel_that_ends_by_itself(run: Run, cell: str, outcome: Outcome) -> None:
    result = run(cell)
    assert (result.outcome, result.doubt) == (outcome, "")


def test_nothing_is_left(run: Run, kernels: Kernels) -> None:
    mark = "a-mark-of-this-test"
    run(f"""
        import os, subprocess, sys
        code = "import time; time.sleep(300)"
        for _ in range(3):
            if os.fork() == 0:
                os.setsid()
                os.execv(sys.executable, [sys.executable, "-c", code, {mark!r}])
        subprocess.Popen([sys.executable, "-c", code, {mark!r}], start_new_session=True)
    """)
    assert left(kernels) == []
    assert not [seen for seen in all_processes().values() if mark in seen.command]


def test_no_test_no_bundle_and_nothing_of_the_grader_is_there(see: See, monkeypatch: Any) -> None:
    monkeypatch.setenv("GRADERS_SECRET", "canary")
    places = [str(Path(__file__)), "/opt/labs", str(Path.home() / "x")]
    seen = see(
        _REFUSED
        + f"""
import os, pathlib
import autograder
names = {{path.name for path in pathlib.Path(autograder.__file__).parent.iterdir()}}
own = dict(line.split("=", 1) for line in open("/proc/self/environ").read().split("\\0") if "=" in line)
outside = [refused(pathlib.Path(place).stat) for place in {places!r}]
seen = names - {{"__pycache__"}}, sorted(own), outside
"""
    )
    assert seen[0] == {"__init__.py", "errors.py", "scratch.py", "kernel"}
    assert "GRADERS_SECRET" not in seen[1]
    assert set(seen[2]) <= {"FileNotFoundError", "PermissionError"}
