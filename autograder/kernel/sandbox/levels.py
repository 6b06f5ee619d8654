"""Which sandbox this machine can give: each level is tried in a process of its own, not guessed."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Literal

from autograder.errors import CourseError
from autograder.kernel.sandbox import linux
from autograder.kernel.sandbox.plan import Plan, SandboxError

Level = Literal["namespaces", "landlock", "none"]
Wish = Literal["auto", "strict", "landlock", "none", "any"]

_TRIES = 3
_MEND = "`autograder doctor` says what is missing; --sandbox none is for code that you would run yourself"


def choose(wish: Wish) -> tuple[Level, str]:
    """The level for a wish, and what is weaker about it than about the best one.

    auto: the best sandbox that there is; strict: namespaces; landlock: no namespaces, even if there are some;
    any: none too, for code of the course's own.
    Raises: CourseError where the machine can't give what is wished for.
    """
    if wish == "none":
        return "none", ""
    try:
        return _best(wish)
    except CourseError as error:
        if wish == "any":
            return "none", error.what
        raise


def _best(wish: Wish) -> tuple[Level, str]:
    where = f"--sandbox {wish}"
    if not sys.platform.startswith("linux"):
        raise CourseError("there is a sandbox on Linux only", where=where, mend=_MEND)
    fault = "not wished for" if wish == "landlock" else try_level("namespaces")
    if fault is None:
        return "namespaces", ""
    if wish == "strict":
        raise CourseError(f"no namespaces here ({fault})", where=where, mend=_MEND)
    weaker = try_level("landlock")
    if weaker is not None:
        what = f"neither namespaces ({fault}) nor Landlock ({weaker}) here"
        raise CourseError(what, where=where, mend=_MEND)
    return "landlock", f"no namespaces: {fault}"


def try_level(level: Level) -> str | None:
    """Goes into a sandbox of that level and looks around; None when all is as it should be, else why not."""
    for _ in range(_TRIES):
        said, status = _trial(level)
        if status >= 0:  # else somebody killed it
            break
    if said == "fine" and status == 0:
        return None
    return said or f"the trial ended with status {status}"


def _trial(level: Level) -> tuple[str, int]:
    """What a process in such a sandbox said, and how it ended."""
    with tempfile.TemporaryDirectory(prefix="ag-") as folder:
        plan = Plan(Path(folder, "scratch"), Path(folder, "runtime"))
        for path in (plan.folder, plan.sockets, plan.root):
            path.mkdir(parents=True)
        (plan.runtime / "secret").write_text("x")
        told, tell = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(told)
            _try(level, plan, tell)
        os.close(tell)
        with os.fdopen(told, "rb") as pipe:
            said = pipe.read().decode(errors="replace")
        _, status = os.waitpid(pid, 0)
    return said, os.waitstatus_to_exitcode(status)


def _try(level: Level, plan: Plan, tell: int) -> None:
    """In the forked process: never returns."""
    from autograder.kernel.sandbox.enter import enter

    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        linux.die_with_parent(signal.SIGKILL)
        ready = enter(level, plan, lambda: os.close(tell))
        ready()
        _look_around(plan)
        os.write(tell, b"fine")
    except BaseException as error:
        os.write(tell, " ".join(str(error).split()).encode()[:300] or type(error).__name__.encode())
        os._exit(1)
    os._exit(0)


def _look_around(plan: Plan) -> None:
    """Raises: OSError when the own folder is closed, SandboxError when what should be closed is open."""
    (plan.folder / "trial").write_text("x")
    os.listdir(os.path.dirname(os.__file__))
    __import__("wave")  # any module of the standard library that is not imported yet
    with suppress(OSError):
        (plan.runtime / "secret").read_text()
        raise SandboxError("a file outside can be read")
    for folder in (Path("/"), Path("/usr"), Path(os.__file__).parent):
        with suppress(OSError):
            (folder / "trial").touch()
            raise SandboxError(f"{folder} can be written to")
