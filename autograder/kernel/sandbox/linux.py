"""The system calls of Linux that Python has no functions for, each an OSError when it fails.

Source: the manual pages unshare(2), mount(2), pivot_root(2), mount_setattr(2), prctl(2), capset(2), landlock(7).
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
CLONE_NEWTIME = 0x00000080

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
_MNT_DETACH = 2
_ATTR_RDONLY, _ATTR_NOSUID, _ATTR_NODEV = 1, 2, 4
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 1, 4, 24
_PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 36, 38, 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, _INSTRUCTION = 22, 2, 8
_CAPABILITIES = 64
_SIOCSIFFLAGS, _IFF_UP, _IFF_RUNNING = 0x8914, 1, 0x40
_CAPABILITY_VERSION_3 = 0x20080522

# the same on every processor
_NR_MOUNT_SETATTR = 442
_NR_LANDLOCK_CREATE, _NR_LANDLOCK_ADD, _NR_LANDLOCK_RESTRICT = 444, 445, 446

_READ = {"execute": 0, "read_file": 2, "read_dir": 3}
_FILE = {"execute": 0, "write_file": 1, "read_file": 2, "truncate": 14, "ioctl_dev": 15}
_LAST_RIGHT = {1: 12, 2: 13, 3: 14, 4: 14}  # of the file system, by Landlock's version; from 5 on: 15


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(what: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    """Leaves the namespaces that `flags` name."""
    _checked("unshare", _libc().unshare(ctypes.c_int(flags)))


def mount(source: str | None, target: Path, kind: str | None, flags: int, options: str = "") -> None:
    """Mounts as mount(2) does."""
    arguments = [None if text is None else text.encode() for text in (source, str(target), kind)]
    data = options.encode() or None
    _checked(f"mount {target}", _libc().mount(*arguments, ctypes.c_ulong(flags), data))


def bind(source: Path, target: Path, *, writable: bool = False, devices: bool = False) -> None:
    """Shows `source` at `target` too, with all that is mounted below it, and read-only if not told otherwise."""
    mount(str(source), target, None, MS_BIND | MS_REC)
    flags = _ATTR_NOSUID | (0 if writable else _ATTR_RDONLY) | (0 if devices else _ATTR_NODEV)
    set_attributes(target, flags)


def make_read_only(target: Path) -> None:
    """Makes a mount read-only, for all who see it."""
    set_attributes(target, _ATTR_RDONLY)


def set_attributes(target: Path, flags: int) -> None:
    """Adds attributes to a mount and to all below it (Linux 5.12)."""
    attributes = (ctypes.c_uint64 * 4)(flags, 0, 0, 0)
    call = _libc().syscall(
        _NR_MOUNT_SETATTR,
        _AT_FDCWD,
        str(target).encode(),
        _AT_RECURSIVE,
        attributes,
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )
    _checked(f"mount_setattr {target}", call)


def change_root(root: Path) -> None:
    """Makes the mount at `root` the root, and lets go of the old one."""
    os.chdir(root)
    _checked("pivot_root", _libc().pivot_root(b".", b"."))
    _checked("umount", _libc().umount2(b".", _MNT_DETACH))
    os.chdir("/")


def loopback_up() -> None:
    """Brings up the network's interface to itself: `ipykernel` hears what processes of its own print there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", _IFF_UP | _IFF_RUNNING)
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, request)


def _prctl(what: str, *arguments: int) -> None:
    padded = [*arguments, 0, 0, 0, 0][:5]
    _checked(what, _libc().prctl(*(ctypes.c_ulong(a) for a in padded)))


def die_with_parent(signal_number: int) -> None:
    """Gets that signal when the parent's thread ends; a change of user forgets it."""
    _prctl("PR_SET_PDEATHSIG", _PR_SET_PDEATHSIG, signal_number)


def adopt_orphans() -> None:
    """Becomes the parent of all descendants whose parent ends."""
    _prctl("PR_SET_CHILD_SUBREAPER", _PR_SET_CHILD_SUBREAPER, 1)


def own_proc() -> None:
    """Lets the process read its own /proc files, which a change of user forbids."""
    _prctl("PR_SET_DUMPABLE", _PR_SET_DUMPABLE, 1)


def hide_memory() -> None:
    """Closes the process's memory and descriptors to others of its user."""
    _prctl("PR_SET_DUMPABLE", _PR_SET_DUMPABLE, 0)


def no_new_privileges() -> None:
    """No program that is started from now on gains rights, set-user-id or not."""
    _prctl("PR_SET_NO_NEW_PRIVS", _PR_SET_NO_NEW_PRIVS, 1)


def drop_bounding_set() -> None:
    """No capability can be had again; needs the right to say so."""
    for capability in range(_CAPABILITIES):
        try:
            _prctl("PR_CAPBSET_DROP", _PR_CAPBSET_DROP, capability)
        except OSError as error:
            if error.errno != 22:  # beyond the last one that this kernel knows
                raise


def drop_capabilities() -> None:
    """Gives up all capabilities at once."""
    _prctl("PR_CAP_AMBIENT", _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _checked("capset", _libc().capset(header, nothing))


def landlock_version() -> int:
    """0 where Landlock is missing or off."""
    return max(0, int(_libc().syscall(_NR_LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def filter_system_calls(program: bytes) -> None:
    """Loads a seccomp filter, given as the instructions of its program."""
    loaded = _Program(len(program) // _INSTRUCTION, program)
    arguments = (_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(loaded))
    _prctl("PR_SET_SECCOMP", *arguments)


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def restrict(readable: Iterable[Path], writable: Iterable[Path], tcp: bool) -> None:
    """From now on only `readable` can be read and `writable` also be written, by Landlock.

    From version 4 on there is TCP only if `tcp`; from 6 on no signals to, and no abstract sockets of, processes
    outside. Paths that don't exist are left out. Needs `no_new_privileges`.
    """
    version = landlock_version()
    every = (1 << (_LAST_RIGHT.get(version, 15) + 1)) - 1
    fields = [every, 0 if tcp else 3, 3]
    used = 1 if version < 4 else 2 if version < 6 else 3
    attributes = (ctypes.c_uint64 * used)(*fields[:used])
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    rules = _checked("landlock_create_ruleset", _libc().syscall(_NR_LANDLOCK_CREATE, attributes, size, 0))
    try:
        for path in readable:
            _allow(rules, path, _bits(_READ))
        for path in writable:
            _allow(rules, path, every)
        _checked("landlock_restrict_self", _libc().syscall(_NR_LANDLOCK_RESTRICT, rules, 0))
    finally:
        os.close(rules)


def _allow(rules: int, path: Path, rights: int) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not path.is_dir():
            rights &= _bits(_FILE)
        rule: Any = _Beneath(rights, folder)
        result = _libc().syscall(_NR_LANDLOCK_ADD, rules, 1, ctypes.byref(rule), 0)
        _checked(f"landlock_add_rule {path}", result)
    finally:
        os.close(folder)


def _bits(rights: dict[str, int]) -> int:
    version = landlock_version()
    last = _LAST_RIGHT.get(version, 15)
    return sum(1 << bit for bit in rights.values() if bit <= last)
