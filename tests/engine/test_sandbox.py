"""The sandbox: what code in a kernel can't do, each tried from a cell, at each level that this machine has."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Limits
from autograder.errors import CourseError
from autograder.grade import grade
from autograder.kernel import Kernels, open_kernels
from autograder.kernel.sandbox import Bounds, try_level
from autograder.kernel.sandbox.groups import Group, parent_group
from autograder.outcomes import Outcome, Result
from autograder.submissions import Submission
from tests.engine.making import bundle, notebook

NOTHING = bundle(
    q1="""
    @test_case(points=1)
    def test_x(x):
        assert x == 3, "`x` should be 3."
    """
)
Run = Callable[..., Result]
See = Callable[..., Any]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="there is a sandbox on Linux only"
)


@pytest.fixture(scope="module", params=["namespaces", "landlock"])
def kernels(request: pytest.FixtureRequest) -> Iterator[Kernels]:
    fault = try_level(request.param)
    if fault is not None:
        pytest.skip(f"no sandbox of the level {request.param} here: {fault}")
    wish = "strict" if request.param == "namespaces" else "landlock"
    with open_kernels(preload=["numpy"], sandbox=wish) as opened:
        assert opened.sandbox == request.param
        yield opened


@pytest.fixture
def run(kernels: Kernels) -> Run:
    def graded(*cells: str, files: dict[str, bytes] | None = None, **limits: Any) -> Result:
        submission = Submission("s", "s.ipynb", notebook(*cells), files or {})
        return grade(submission, NOTHING, Limits(**limits), kernels, seed=7)

    return graded


@pytest.fixture
def see(run: Run) -> See:
    """Runs a cell and gives what it assigned to `seen`."""

    def seen(cell: str, **kwargs: Any) -> Any:
        result = run(textwrap.dedent(cell), "raise ValueError(repr(seen))", **kwargs)
        return ast.literal_eval(result.events[-1].text)

    return seen


def refused(action: str) -> str:
    """A cell that says which error an action ends in."""
    return f"""
        import os, socket, ctypes, pathlib
        try:
            {action}
            seen = "done"
        except OSError as error:
            seen = type(error).__name__
    """


def test_an_honest_notebook_runs(run: Run, kernels: Kernels) -> None:
    shell = "" if kernels.sandbox == "landlock" else "!echo x > theirs; test -s theirs"
    result = run("import numpy\nx = 3\nopen('mine', 'w').write('x')", shell)
    assert (result.outcome, result.score) == (Outcome.GRADED, 1.0)


def test_its_own_files_are_there_and_can_be_changed_without_a_trace(run: Run, tmp_path: Path) -> None:
    files = {"data/a.txt": b"3"}
    cell = "x = int(open('data/a.txt').read())\nopen('data/a.txt', 'w').write('4')"
    assert run(cell, files=files).score == 1.0
    assert run(cell, files=files).score == 1.0


def test_nothing_outside_can_be_read(see: See, tmp_path: Path) -> None:
    secret = tmp_path / "hidden_tests.py"
    secret.write_text("secret")
    places = [str(secret), "/etc/shadow", str(Path(__file__)), str(Path("pyproject.toml").resolve())]
    cell = f"""
        seen = []
        for place in {places!r}:
            try:
                seen.append(open(place).read()[:3])
            except OSError:
                seen.append(None)
    """
    assert see(cell) == [None] * len(places)


def test_no_other_process_can_be_looked_into(see: See) -> None:
    cell = f"""
        import pathlib
        seen = []
        for pid in [{os.getpid()}, {os.getppid()}]:
            for name in ("environ", "mem", "maps", "cmdline"):
                try:
                    seen.append(len(open(f"/proc/{{pid}}/{{name}}", "rb").read(1)))
                except OSError:
                    pass
    """
    assert see(cell) == []


def test_nothing_outside_can_be_written(see: See) -> None:
    places = ["/", "/usr", "/etc", str(Path(os.__file__).parent), str(Path(__file__).parent), sys.prefix]
    cell = f"""
        import os
        seen = []
        for place in {places!r}:
            try:
                open(os.path.join(place, "written"), "w").close()
                seen.append(place)
            except OSError:
                pass
    """
    assert see(cell) == []


def test_nothing_stays_in_the_shared_folders(see: See, tmp_path: Path) -> None:
    name = f"autograder-left-{os.getpid()}"
    cell = f"""
        seen = []
        for folder in ("/tmp", "/dev/shm", "/var/tmp"):
            try:
                open(f"{{folder}}/{name}", "w").close()
            except OSError:
                seen.append(folder)
    """
    see(cell)
    assert [p for p in ("/tmp", "/dev/shm", "/var/tmp") if Path(p, name).exists()] == []


@pytest.mark.parametrize("address", [("AF_INET", "192.0.2.1"), ("AF_INET6", "2001:db8::1")])
def test_there_is_no_network(see: See, address: tuple[str, str]) -> None:
    family, host = address
    assert see(refused(f"socket.socket(socket.{family}).connect(({host!r}, 80))")) != "done"


def test_a_server_of_the_machine_cannot_be_reached(see: See, tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as local:
        local.bind(str(tmp_path / "s"))
        local.listen()
        port = server.getsockname()[1]
        assert see(refused(f"socket.create_connection(('127.0.0.1', {port}), 2)")) != "done"
        there = str(tmp_path / "s")
        assert see(refused(f"socket.socket(socket.AF_UNIX).connect({there!r})")) != "done"


@pytest.mark.parametrize("number", [0, 9, 15])
def test_no_process_outside_can_be_signalled(see: See, number: int) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        said = see(refused(f"os.kill({other.pid}, {number})"))
        assert said in ("PermissionError", "ProcessLookupError")
        assert other.poll() is None
        other.communicate(b"\n")


def test_killing_everybody_harms_nobody_else(run: Run) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        run("import os\ntry:\n    os.kill(-1, 9)\nexcept OSError:\n    pass")
        assert other.poll() is None
        other.communicate(b"\n")
    assert run("x = 3").score == 1.0


@pytest.mark.parametrize(
    "call",
    [
        "libc.unshare(0x10000000)",
        "libc.mount(b'none', b'/tmp', b'tmpfs', 0, None)",
        "libc.ptrace(0, 0, None, None)",
        "libc.syscall(425, 8, ctypes.create_string_buffer(200))",  # io_uring_setup
        "libc.setns(0, 0)",
        "libc.chroot(b'/tmp')",
        "libc.socket(16, 3, 0)",  # netlink
    ],
)
def test_system_calls_that_lead_out_are_refused(see: See, call: str) -> None:
    cell = f"""
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        seen = [{call}, ctypes.get_errno()]
    """
    result, error = see(cell)
    assert result == -1
    assert error in (1, 13, 95)


def test_no_capability_and_no_root_is_left(see: See) -> None:
    cell = """
        import os
        status = dict(line.split(":", 1) for line in open(f"/proc/{os.getpid()}/status").read().splitlines())
        seen = [int(status[name], 16) for name in ("CapEff", "CapPrm", "CapInh", "CapAmb")]
        seen += [int(status["NoNewPrivs"]), int(status["Seccomp"]), os.getuid() != 0]
    """
    assert see(cell) == [0, 0, 0, 0, 1, 2, True]


def test_memory_has_a_limit_and_the_outcome_says_so(run: Run) -> None:
    result = run("import numpy\nx = 3", "big = numpy.ones(1 << 28)", memory_mb=512)
    assert result.outcome is Outcome.OUT_OF_MEMORY
    assert result.score == 1.0
    assert "more memory" in result.detail


def test_the_number_of_processes_has_a_limit(see: See) -> None:
    cell = """
        import os, signal
        pids = []
        try:
            for _ in range(100):
                pid = os.fork()
                if pid == 0:
                    signal.pause()
                pids.append(pid)
            seen = "no limit"
        except OSError:
            seen = len(pids)
    """
    assert see(cell, processes=40) < 40


def test_a_file_has_a_limit(see: See) -> None:
    assert see(refused("open('big', 'wb').write(bytes(3 << 20))"), file_mb=2) == "OSError"


def test_open_files_have_a_limit(see: See) -> None:
    assert see(refused("files = [open('/dev/null') for _ in range(200)]"), open_files=100) == "OSError"


def test_output_has_a_limit_and_the_rest_goes_on(run: Run) -> None:
    flood = "x = 3\nwhile True:\n    print('x' * 100_000)"
    result = run(flood, "y = 4", output_mb=4)
    assert result.outcome is Outcome.TIMED_OUT
    assert "printed more than 4 MB" in result.detail
    assert result.score == 1.0


def test_cpu_time_has_a_limit_that_no_thread_escapes(kernels: Kernels) -> None:
    limits = Limits(submission_seconds=1.0)
    assert limits.cpu_seconds == 62
    cell = "import resource\nx = 3 if resource.getrlimit(resource.RLIMIT_CPU) == (62, 62) else 0"
    submission = Submission("s", "s.ipynb", notebook(cell))
    assert grade(submission, NOTHING, limits, kernels).score == 1.0


def test_a_daemon_ends_with_its_submission(run: Run) -> None:
    cell = """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.execvp("sleep", ["sleep", "86398.75"])
            os._exit(0)
        os.wait()
        x = 3
    """
    assert run(textwrap.dedent(cell)).score == 1.0
    assert not _running(b"86398.75")


def test_a_loop_that_ignores_interrupts_is_ended(run: Run) -> None:
    stubborn = """
        import signal
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        while True:
            pass
    """
    result = run("x = 3", textwrap.dedent(stubborn), cell_seconds=0.5)
    assert result.outcome is Outcome.TIMED_OUT


def test_a_kernel_is_ended_when_the_grader_is_killed() -> None:
    script = """
        from autograder.kernel import open_kernels
        from autograder.grade import grade
        from autograder.course import Limits
        from autograder.submissions import Submission
        from tests.engine.making import bundle, notebook
        cell = "import os; print(1); os.execvp('sleep', ['sleep', '86397.5'])"
        with open_kernels(sandbox="any") as kernels:
            print("started", flush=True)
            grade(Submission("s", "s", notebook(cell)), bundle(), Limits(), kernels)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as grader:
        assert grader.stdout is not None
        grader.stdout.readline()
        _until(lambda: _running(b"86397.5"))
        grader.send_signal(signal.SIGKILL)
    _until(lambda: not _running(b"86397.5"))


def test_a_machine_without_namespaces_is_told_so_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder.kernel.sandbox import choose, levels

    monkeypatch.setattr(levels, "try_level", lambda level: f"no {level} here")
    with pytest.raises(CourseError, match=r"no namespaces here \(no namespaces here\).*doctor"):
        choose("strict")
    with pytest.raises(CourseError, match="neither namespaces"):
        choose("auto")
    assert choose("any")[0] == "none"
    assert choose("none") == ("none", "")


def test_a_course_among_temporary_files_can_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from autograder.kernel.sandbox import levels

    if (fault := try_level("namespaces")) is not None:
        pytest.skip(f"no namespaces here: {fault}")
    enter = sys.modules["autograder.kernel.sandbox.enter"]
    tmp_path.chmod(0o755)
    (tmp_path / "module.py").write_text("x = 1")
    known = enter.readable(False)
    monkeypatch.setattr(enter, "readable", lambda gpu: (*known, tmp_path))
    monkeypatch.setattr(levels, "_look_around", lambda plan: (tmp_path / "module.py").read_text())
    assert try_level("namespaces") is None


def test_control_groups_are_made_where_they_can_be(tmp_path: Path) -> None:
    unified = "0::/user.slice/session.scope"
    (tmp_path / "user.slice" / "session.scope").mkdir(parents=True)
    assert parent_group(tmp_path, unified) is None
    (tmp_path / "user.slice" / "cgroup.subtree_control").write_text("cpu memory pids")
    assert parent_group(tmp_path, unified) is None  # a folder made there has no file memory.max
    group = Group(tmp_path / "g", 2)
    group.make(Bounds(memory_mb=2, processes=5))
    assert (group.folder / "memory.max").read_text() == str(2 << 20)
    assert (group.folder / "pids.max").read_text() == "5"
    assert not group.out_of_memory
    (group.folder / "memory.events").write_text("oom 1\noom_kill 1\n")
    assert group.out_of_memory


def _running(mark: bytes) -> bool:
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended meanwhile
            if mark in command.read_bytes().split(b"\0"):
                return True
    return False


def _until(done: Callable[[], bool]) -> None:
    """Waits for what another process does, within the test's own time limit."""
    while not done():
        os.sched_yield()
