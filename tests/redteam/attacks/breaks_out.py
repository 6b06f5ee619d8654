# goal: out of the sandbox
# technique: new namespaces, mounts, chroot, other users, device files, debuggers of the kernel, more capabilities
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, killed
# needs: sandbox
# %%
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
done = []
calls = {
    "mount": lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None),
    "umount": lambda: libc.umount2(b"/proc", 2),
    "bpf": lambda: libc.syscall(321, 0, 0, 0),
    "ptrace_traceme": lambda: libc.ptrace(0, 0, 0, 0),
    "pivot_root": lambda: libc.syscall(155, b".", b"."),
    "keyctl": lambda: libc.syscall(250, 0, -3, 1),
    "io_uring": lambda: libc.syscall(425, 8, ctypes.create_string_buffer(256)),
    "perf": lambda: libc.syscall(298, ctypes.create_string_buffer(128), 0, -1, -1, 0),
    "userfaultfd": lambda: libc.syscall(323, 0),
    "open_by_handle_at": lambda: libc.syscall(304, -100, ctypes.create_string_buffer(64), 0),
    "kexec": lambda: libc.syscall(246, 0, 0, 0, 0),
    "init_module": lambda: libc.syscall(175, 0, 0, b""),
    "sethostname": lambda: libc.sethostname(b"redteam", 7),
}
calls |= {f"unshare {name}": (lambda flag=flag: libc.unshare(flag)) for name, flag in {"user": 1 << 28, "mount": 1 << 17, "net": 1 << 30}.items()}
for name, call in calls.items():
    if call() >= 0:
        done.append(name)
for name, call in {
    "setuid": lambda: os.setuid(0) if os.getuid() else (_ for _ in ()).throw(OSError),
    "chroot": lambda: os.chroot("."),
    "mknod": lambda: os.mknod("disk", 0o600 | 0o060000, os.makedev(8, 0)),
    "nice": lambda: os.nice(-5),
    "limits": lambda: __import__("resource").setrlimit(__import__("resource").RLIMIT_NPROC, (1 << 20, 1 << 20)),
    "proc": lambda: open("/proc/sys/kernel/core_pattern", "w").close(),
    "sysrq": lambda: open("/proc/sysrq-trigger", "w").close(),
    "oom": lambda: open("/proc/self/oom_score_adj", "w").write("-1000"),
}.items():
    try:
        call()
        done.append(name)
    except (OSError, ValueError):
        pass
if done:
    raise ValueError(f"RECORDED {done}")
