# goal: a grader that breaks
# technique: signals to its parent, to its group, to the warm process, and to every process
# lab: m01_mini
# expect: graded, killed, student code raised, timed out
# needs: sandbox
# %%
import os
import signal

for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):
    for pid in [int(name) for name in os.listdir("/proc") if name.isdecimal()] + list(range(2, 400)):
        if pid not in (os.getpid(), os.getpgid(0)):
            try:
                os.kill(pid, number)
            except OSError:
                pass
# %%
os.kill(os.getppid(), signal.SIGKILL)
# %%
os.kill(-1, signal.SIGKILL)
# %%
os.killpg(0, signal.SIGKILL)
