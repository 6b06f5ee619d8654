"""The system calls that a student's code may not make: a seccomp filter."""

from __future__ import annotations

import errno
import socket
import tempfile
from contextlib import suppress
from functools import cache

from autograder.kernel.sandbox import linux
from autograder.kernel.sandbox.plan import SandboxError

_NAMESPACES = (
    *(linux.CLONE_NEWNS, linux.CLONE_NEWCGROUP, linux.CLONE_NEWUTS, linux.CLONE_NEWIPC),
    *(linux.CLONE_NEWUSER, linux.CLONE_NEWPID, linux.CLONE_NEWNET),
)
_FORBIDDEN = (
    *("unshare", "setns", "chroot", "pivot_root", "mount", "umount2", "umount"),
    *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "process_madvise"),
    *("bpf", "perf_event_open", "userfaultfd", "lookup_dcookie", "fanotify_init"),
    *("keyctl", "add_key", "request_key", "open_by_handle_at", "name_to_handle_at"),
    *("init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot"),
    *("swapon", "swapoff", "acct", "quotactl", "syslog", "vhangup", "iopl", "ioperm", "modify_ldt"),
    *("settimeofday", "clock_settime", "adjtimex", "clock_adjtime", "sethostname", "setdomainname"),
    *("vmsplice", "migrate_pages", "move_pages"),
)
# by number, the same on every processor, since an older libseccomp may not know their names
_NEWER = {
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "mount_setattr": 442,
    "quotactl_fd": 443,
}
_AF_NETLINK, _FAMILIES = 16, 64  # of sockets
_CLONE3 = 435  # its flags lie in memory, where no filter can look: the C library then takes clone


@cache
def make_filter(shared_paths: bool, /) -> bytes:
    """The filter's program, made once; `shared_paths`: there is no network of the kernel's own, nor a root.

    Then it can't connect any socket; else only to itself, as there is nobody else in its network.
    Raises: SandboxError where the system has no libseccomp.
    """
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError) as error:
        raise SandboxError(f"libseccomp is missing ({error})") from None
    refuse = pyseccomp.ERRNO(errno.EPERM)
    made = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in _FORBIDDEN:
        with suppress(OSError, ValueError):  # this processor has no such call
            made.add_rule(refuse, name)
    for number in _NEWER.values():
        made.add_rule(refuse, number)
    made.add_rule(pyseccomp.ERRNO(errno.ENOSYS), _CLONE3)
    for flag in _NAMESPACES:
        made.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    families = [socket.AF_UNIX] if shared_paths else [socket.AF_UNIX, socket.AF_INET, socket.AF_INET6]
    for number in range(_FAMILIES):
        if number not in families:
            # EOPNOTSUPP: ZeroMQ aborts its process when asking for the interfaces fails in another way
            code = errno.EOPNOTSUPP if number == _AF_NETLINK else errno.EACCES
            for name in ("socket", "socketpair"):
                made.add_rule(pyseccomp.ERRNO(code), name, pyseccomp.Arg(0, pyseccomp.EQ, number))
    if shared_paths:
        made.add_rule(pyseccomp.ERRNO(errno.EACCES), "connect")
        datagram = pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xF, socket.SOCK_DGRAM)
        made.add_rule(pyseccomp.ERRNO(errno.EACCES), "socket", datagram)
    with tempfile.TemporaryFile() as file:
        made.export_bpf(file)
        file.seek(0)
        return file.read()


def forbid_system_calls(shared_paths: bool) -> None:
    """Loads the filter into this process. Needs `no_new_privileges`; raises SandboxError."""
    try:
        linux.filter_system_calls(make_filter(shared_paths))
    except OSError as error:
        raise SandboxError(str(error)) from None
