# goal: a grader that breaks, or takes silence for success
# technique: sends itself SIGKILL, which the first process of a namespace does not heed
# lab: m01_mini
# expect: killed, graded
# %%
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
