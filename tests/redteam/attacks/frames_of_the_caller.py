# goal: points without an answer
# technique: the answer walks up the stack and puts agreeable functions into the globals of the test that called it
# lab: m01_mini
# base: wrong
# expect: graded
# %% q1
import sys


def running_mean(values):
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_name.startswith("test_"):
            frame.f_globals.update(abs=lambda value: 0.0, sum=lambda items: 0)
        frame = frame.f_back
    return [0.0] * len(values)
# %% q2
def standardise(X):
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_name.startswith("test_"):
            frame.f_locals["np"].allclose = lambda *a, **k: True
        frame = frame.f_back
    return X.copy()


standard_heights = heights.copy()
