# goal: a process that outlives the notebook
# technique: double forks into sessions of their own, which hold the kernel's descriptors open
# lab: m01_mini
# expect: graded
# needs: sandbox
# %%
import ctypes
import os
import signal
import subprocess
import time

os.environ["REDTEAM"] = "daemons_left"
subprocess.Popen(["setsid", "sleep", "60"])
subprocess.Popen(["sleep", "60"], start_new_session=True)
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(15, b"rt-daemons_left")
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            while True:
                time.sleep(1)
        os._exit(0)
