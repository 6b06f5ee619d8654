# goal: a grader that hangs
# technique: SIGSTOP to its own process while a test waits for its answer
# lab: m01_mini
# base: wrong
# expect: graded, killed, timed out
# %% q1
import os
import signal


def running_mean(values):
    os.kill(os.getpid(), signal.SIGSTOP)
    return [0.0] * len(values)
