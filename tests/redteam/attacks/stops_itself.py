# goal: a grader that hangs
# technique: SIGSTOP to its own process
# lab: m01_mini
# expect: timed out, killed, graded
# %%
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
