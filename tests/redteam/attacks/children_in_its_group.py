# goal: a process that outlives the notebook
# technique: a child that sleeps, a fork that loops, both in the kernel's own process group
# lab: m01_mini
# expect: graded
# otter: no, they would outlive it
# %%
import ctypes
import os
import subprocess
import time

os.environ["REDTEAM"] = "children_in_its_group"
subprocess.Popen(["sleep", "60"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
if os.fork() == 0:
    ctypes.CDLL(None).prctl(15, b"rt-children_in_")
    while True:
        time.sleep(1)
