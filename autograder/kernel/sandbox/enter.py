"""The way of a forked process into its sandbox: a guard stays outside, and its child becomes the kernel."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from autograder.kernel.sandbox import linux
from autograder.kernel.sandbox.limits import set_limits
from autograder.kernel.sandbox.plan import DEVICES, Plan, SandboxError, readable
from autograder.kernel.sandbox.syscalls import forbid_system_calls, make_filter

_FIRST_USER = 1_500_000_000  # users that exist nowhere; a user of its own for each kernel, by its guard's pid
_SPACES = (
    linux.CLONE_NEWNS | linux.CLONE_NEWPID | linux.CLONE_NEWNET | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS
)
_READY = b"r"
SCRATCH = "ag-"  # how the program's temporary folders are called


def prepare(level: str, gpu: bool) -> None:
    """Works out what all kernels' sandboxes have in common, while all files can still be read."""
    make_filter(level == "landlock")
    readable(gpu)


def enter(level: str, plan: Plan, let_go: Callable[[], None]) -> Callable[[], None]:
    """Returns in the process that is to become the kernel, locked down; the caller itself stays as its guard.

    The guard ends as the kernel does, and takes it along when it is told to end by SIGTERM. `let_go` is called in
    the guard, to close what is the kernel's alone. The function that comes back is to be called when the kernel
    has opened its sockets, before it runs any student's code. The caller has told the system whose end ends it,
    by `linux.die_with_parent`.
    Raises: SandboxError, or OSError that names the system call, when the system refuses.
    """
    prepare(level, plan.gpu)
    os.setsid()
    user = _FIRST_USER + os.getpid() if os.geteuid() == 0 else None
    linux.adopt_orphans()
    if level == "namespaces":
        _leave_namespaces(as_root=user is not None)
    told, tell = os.pipe()
    answered, answer = os.pipe()
    child = os.fork()
    if child:
        try:
            let_go()
            os.close(tell)
            os.close(answered)
            _guard(child, told, answer, plan.sockets if level == "namespaces" else None)
        finally:
            os._exit(70)  # a guard that fails takes its kernel along
    os.close(told)
    os.close(answer)
    linux.die_with_parent(signal.SIGKILL)
    os.setsid()
    _lock_down(level, plan, user)

    def ready() -> None:
        os.write(tell, _READY)
        os.read(answered, 1)
        os.close(tell)
        os.close(answered)

    return ready


def _leave_namespaces(as_root: bool) -> None:
    user, group = os.geteuid(), os.getegid()
    linux.unshare(_SPACES if as_root else _SPACES | linux.CLONE_NEWUSER)
    if not as_root:
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", f"{user} {user} 1"),
            ("gid_map", f"{group} {group} 1"),
        ):
            Path("/proc/self", name).write_text(text)
    linux.mount(None, Path("/"), None, linux.MS_REC | linux.MS_PRIVATE)
    linux.loopback_up()


def _lock_down(level: str, plan: Plan, user: int | None) -> None:
    """All that the kernel gives up, in the order in which it can still do so."""
    if level == "namespaces":
        _new_root(plan, user)
    elif user is not None:
        for folder in (plan.folder, plan.sockets):
            _give(folder, user)
            _open_way(folder)
    set_limits(plan.bounds, gpu=plan.gpu, shared_user=level == "landlock" and user is None)
    if user is not None:
        linux.drop_bounding_set()
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        linux.own_proc()
    linux.drop_capabilities()
    linux.die_with_parent(signal.SIGKILL)
    linux.no_new_privileges()
    if linux.landlock_version():
        linux.restrict(_readable(level, plan), _writable(level, plan), tcp=level == "namespaces")
    elif level == "landlock":
        raise SandboxError("this kernel has no Landlock")
    forbid_system_calls(shared_paths=level == "landlock")
    os.chdir(plan.folder)


def _readable(level: str, plan: Plan) -> list[Path]:
    if level == "namespaces":
        return [Path("/")]
    mine = [Path(f"/proc/{os.getpid()}"), *(Path("/proc", n) for n in ("cpuinfo", "meminfo", "stat", "sys"))]
    return [*readable(plan.gpu), *mine]


def _writable(level: str, plan: Plan) -> list[Path]:
    devices = [*(Path("/dev", name) for name in DEVICES), *plan.devices]
    shared = [Path(p) for p in ("/tmp", "/dev/shm", "/dev/pts")] if level == "namespaces" else []
    return [plan.folder, plan.sockets, *devices, *shared]


def _new_root(plan: Plan, user: int | None) -> None:
    """A root in memory that shows the libraries read-only, and a scratch folder that ends with the kernel."""
    root = plan.root
    _memory(root, 16, 0o755)
    size = plan.bounds.file_mb * 2
    for path in (Path("/tmp"), Path("/dev/shm")):
        _memory(_made(root, path), size, 0o1777)
    for path in readable(plan.gpu):  # after those: the course may lie in one of them
        _show(path, root)
    _devices(root, plan)
    _small_files(root)
    if not plan.folder.is_relative_to("/tmp"):
        _memory(_made(root, plan.folder), size, 0o755)
    _copy(plan.folder, _made(root, plan.folder), user)
    linux.bind(plan.sockets, _made(root, plan.sockets), writable=True)
    if user is not None:
        _give(plan.sockets, user)
    linux.mount(
        "proc", _made(root, Path("/proc")), "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
    )
    linux.mount(
        None,
        root,
        None,
        linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY | linux.MS_NOSUID | linux.MS_NODEV,
    )
    linux.change_root(root)


def _memory(target: Path, size_mb: int, mode: int) -> None:
    flags = linux.MS_NOSUID | linux.MS_NODEV
    linux.mount("tmpfs", target, "tmpfs", flags, f"size={size_mb}m,nr_inodes=20k,mode={mode:o}")


def _made(root: Path, path: Path) -> Path:
    """The place of a folder below the new root, made with all above it."""
    place = root / path.relative_to("/")
    place.mkdir(parents=True, exist_ok=True)
    return place


def _show(path: Path, root: Path) -> None:
    """Shows a file or folder below the new root; a link stays a link."""
    place = root / path.relative_to("/")
    _made(root, path.parent)
    if path.is_symlink():
        if not place.is_symlink():
            place.symlink_to(os.readlink(path))
            _show_target(path, root)
        return
    if path.is_dir():
        place.mkdir(exist_ok=True)
    else:
        place.touch()
    linux.bind(path, place)


def _show_target(link: Path, root: Path) -> None:
    """What a link leads to, where it isn't shown already."""
    target = link.resolve()
    if target.exists() and not (root / target.relative_to("/")).exists():
        _show(target, root)


def _devices(root: Path, plan: Plan) -> None:
    folder = _made(root, Path("/dev"))
    for device in [*(Path("/dev", name) for name in DEVICES), *plan.devices]:
        place = _made(root, device.parent) / device.name
        if device.is_dir():
            place.mkdir(exist_ok=True)
        else:
            place.touch()
        linux.bind(device, place, writable=True, devices=True)
    flags = linux.MS_NOSUID | linux.MS_NOEXEC
    linux.mount(
        "devpts", _made(root, Path("/dev/pts")), "devpts", flags, "newinstance,ptmxmode=0666,mode=620"
    )
    (folder / "ptmx").symlink_to("pts/ptmx")
    for name, target in (("fd", "fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2")):
        (folder / name).symlink_to(f"/proc/self/{target}")


def _small_files(root: Path) -> None:
    """The few settings that programs look for; they name nobody of this machine."""
    etc = _made(root, Path("/etc"))
    (etc / "passwd").write_text(f"student:x:{os.geteuid() or 65534}:65534:student:/tmp:/bin/sh\n")
    (etc / "group").write_text("student:x:65534:\n")
    (etc / "hosts").write_text("127.0.0.1 localhost\n")


def _copy(source: Path, target: Path, user: int | None) -> None:
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
    if user is not None:
        _give(target, user)


def _give(folder: Path, user: int) -> None:
    """Makes a folder and all in it that user's, links as links."""
    for here, _, files in os.walk(folder):
        for path in (here, *(os.path.join(here, name) for name in files)):
            os.chown(path, user, user, follow_symlinks=False)


def _open_way(folder: Path) -> None:
    """Lets whoever knows its name, which nobody can guess, get to a folder through those of the program itself."""
    for above in folder.parents:
        if above.name.startswith(SCRATCH):
            above.chmod(above.stat().st_mode | 0o001)


def _guard(child: int, told: int, answer: int, sockets: Path | None) -> None:
    """Waits for the kernel outside of its sandbox; never returns.

    sockets: what to make read-only once the kernel is ready. Without them there are no namespaces, and what the
    kernel leaves behind is killed one by one; with them, the system does so.
    """
    signals = {signal.SIGCHLD, signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals - {signal.SIGTERM})  # that one ends both until then
    if os.read(told, 1) == _READY:
        if sockets is not None:
            linux.make_read_only(sockets)
        os.write(answer, _READY)
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    while True:
        status = _ended(child)
        if status is not None:
            if sockets is None:
                _end_rest()
            _end_as(status)
        caught = signal.sigwait(signals)
        if caught != signal.SIGCHLD:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGINT) if caught == signal.SIGINT else os.kill(child, signal.SIGKILL)


def _ended(child: int) -> int | None:
    """The kernel's status, once it has ended; other children are orphans of the kernel's."""
    with suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == child:
                return status
            if not pid:
                return None
    return None


def _end_rest() -> None:
    """Kills what the kernel has left behind, and what comes up meanwhile."""
    with suppress(ChildProcessError):
        while True:
            for pid in _children():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            os.waitpid(-1, 0)


def _children() -> list[int]:
    text = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return [int(pid) for pid in text.split()]


def _end_as(status: int) -> None:
    """Ends this process as the kernel ended."""
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        signal.signal(-code, signal.SIG_DFL) if -code not in (signal.SIGKILL, signal.SIGSTOP) else None
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        os.kill(os.getpid(), -code)
    sys.stdout.flush()
    os._exit(code if code >= 0 else 128 - code)
