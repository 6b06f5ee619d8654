# goal: a grader that is kept busy
# technique: every answer takes just less time than a test has, or much more
# lab: m01_mini
# base: wrong
# expect: graded, killed, timed out
# %%
import time
# %% q1
def running_mean(values):
    time.sleep(1.2)
    return [0.0] * len(values)
# %% q2
def standardise(X):
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        time.sleep(60)
    return X


standard_heights = heights.copy()
