# goal: a grader that breaks, or takes silence for success
# technique: the process ends while a hidden test waits for its answer
# lab: m01_mini
# base: wrong
# expect: killed, graded
# %% q1
import os


def running_mean(values):
    if len(values) > 3:
        os._exit(0)
    return [0.0] * len(values)
