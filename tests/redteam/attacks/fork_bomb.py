# goal: a grader without processes
# technique: every process forks for ever
# lab: m01_mini
# expect: graded, killed, timed out, student code raised, out of memory
# needs: sandbox
# otter: no, it would take all processes
# %%
import ctypes
import os
import threading

ctypes.CDLL(None).prctl(15, b"rt-fork_bomb")
children = 0
while children < 3000:
    try:
        if os.fork() == 0:
            children = 0
        children += 1
    except OSError:
        break
