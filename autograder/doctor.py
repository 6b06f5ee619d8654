"""What this machine offers for grading, what is missing, and how to get it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from rich.console import Console
from rich.table import Table

from autograder.kernel.gpus import Gpus, find_gpus
from autograder.kernel.sandbox import SandboxError, linux, try_level
from autograder.kernel.sandbox.groups import parent_group
from autograder.kernel.sandbox.plan import gpu_devices
from autograder.kernel.sandbox.syscalls import make_filter
from autograder.local import default_jobs

_PACKAGE = "autograded-dl-course"
_ROOM_GB = 2.0  # in the folder for temporary files: submissions and their logs
_MEMORY_GB = 2.0  # for each submission that is graded at a time


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is as it should be, and if not, how to mend it."""

    what: str
    seen: str
    fine: bool = True
    mend: str = ""


def examine() -> list[Finding]:
    """Looks at everything that grading needs; takes less than a second."""
    return [_python(), *_packages(), *_sandbox(), _gpu(), *_room()]


def print_findings(findings: list[Finding], console: Console) -> bool:
    """Prints them; True when submissions can be graded in a sandbox here."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for finding in findings:
        mark = "✓" if finding.fine else "!"
        table.add_row(mark, finding.what, finding.seen + (f"\n→ {finding.mend}" if finding.mend else ""))
    console.print(table)
    return next(f.fine for f in findings if f.what == "sandbox")


def _python() -> Finding:
    return Finding("Python", f"{platform.python_version()} on {platform.system()} {platform.release()}")


def _packages() -> Iterator[Finding]:
    wrong = []
    for text in requires(_PACKAGE) or []:
        wanted = Requirement(text)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            found = version(wanted.name)
        except PackageNotFoundError:
            found = "missing"
        if found == "missing" or not wanted.specifier.contains(found.split("+")[0], prereleases=True):
            wrong.append(f"{wanted.name} {found}, but should be {wanted.specifier}")
    if wrong:
        yield Finding("packages", "; ".join(wrong), False, "pip install -e . in the course's folder")
    else:
        yield Finding("packages", "all of the versions that the course was proven with")


def _sandbox() -> Iterator[Finding]:
    if not sys.platform.startswith("linux"):
        mend = "Grade on Linux, in a virtual machine or a container; --sandbox none is unsafe"
        yield Finding("sandbox", "there is one on Linux only", False, mend)
        return
    namespaces, landlock = try_level("namespaces"), try_level("landlock")
    if namespaces is None:
        yield Finding("sandbox", "namespaces: the best level")
    elif landlock is None:
        yield Finding(
            "sandbox", f"landlock, the weaker level: no namespaces ({namespaces})", mend=_mend(namespaces)
        )
    else:
        yield Finding("sandbox", f"none: {namespaces}; {landlock}", False, _mend(namespaces))
    how = "by root" if os.geteuid() == 0 else "without root, by a user namespace"
    yield Finding("· namespaces", how if namespaces is None else namespaces, namespaces is None)
    abi = linux.landlock_version()
    mend = "" if abi else "Linux 5.13 or newer with landlock among the lsm= modules"
    yield Finding("· Landlock", f"version {abi}" if abi else "missing", abi > 0, mend)
    yield _seccomp()
    yield _groups()


def _mend(fault: str) -> str:
    """How to get namespaces, by what is in the way."""
    restricted = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
    if "libseccomp" in fault:
        return "apt install libseccomp2, or your system's package of it"
    if restricted.exists() and restricted.read_text().strip() == "1":
        return "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0"
    if Path("/.dockerenv").exists():
        return "give the container the right to make namespaces: docker run --cap-add SYS_ADMIN and no seccomp profile"
    if "Permission denied" in fault:
        return "chmod o+rX what it names, or install Python and the course where all users can read"
    return "Linux 5.12 or newer, with user.max_user_namespaces above 0"


def _seccomp() -> Finding:
    try:
        make_filter(False)
    except SandboxError as error:
        return Finding("· system calls", str(error), False, _mend(str(error)))
    return Finding("· system calls", "filtered by seccomp")


def _groups() -> Finding:
    group = parent_group()
    if group is None:
        seen = "can't be made: memory is limited for each process, not for all of a submission's together"
        return Finding(
            "· control groups", seen, False, "Grade as root where processes of a submission together matter"
        )
    return Finding("· control groups", f"version {group.version}, in {group.folder}")


def _gpu() -> Finding:
    devices = [path.name for path in gpu_devices()]
    if not devices:
        return Finding("GPU", "none; every lab runs on the CPU")
    said = Path("/proc/driver/nvidia/version")
    driver = said.read_text().splitlines()[0] if said.exists() else "driver unknown"
    gpus = Gpus(tuple(find_gpus())).description or "none that CUDA_VISIBLE_DEVICES lets through"
    awake = "nvidia-uvm" in devices  # a kernel in its sandbox can't make it, and CUDA wants it
    missing = "" if awake else "; CUDA's device node nvidia-uvm is missing"
    mend = "" if awake else "sudo nvidia-modprobe -u -c=0"
    return Finding("GPU", f"{gpus}; {driver}{missing}", awake, mend)


def _room() -> Iterator[Finding]:
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free / 2**30
    mend = "" if free >= _ROOM_GB else "Make room, or set TMPDIR to a folder with more"
    yield Finding("temporary files", f"{folder}, {free:.0f} GB free", free >= _ROOM_GB, mend)
    cores = default_jobs()
    memory = (
        os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30 if hasattr(os, "sysconf") else 0.0
    )
    enough = memory >= cores * _MEMORY_GB
    mend = "" if enough else f"Grade with --jobs {max(1, int(memory / _MEMORY_GB))}"
    yield Finding("cores and memory", f"{cores} cores, {memory:.0f} GB", enough, mend)
