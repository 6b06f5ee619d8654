# goal: a grader that breaks, or takes silence for success
# technique: sends itself SIGKILL
# lab: m01_mini
# expect: killed
# %%
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
