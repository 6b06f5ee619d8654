# goal: a grader without memory
# technique: takes memory without end, in one process and in many
# lab: m01_mini
# base: wrong
# expect: out of memory, killed, student code raised, timed out
# needs: sandbox
# otter: no, it would take the machine's memory
# %%
hoard = []
while len(hoard) < 4096:  # 64 GB
    hoard.append(bytearray(1 << 24))
# %%
import os

hoard = []
for _ in range(8):
    if os.fork() == 0:
        own = bytearray(b"x") * (1 << 30)
        os._exit(0)
