# goal: a grader that runs out of memory or time
# technique: answers of hundreds of megabytes, of millions of items, and floods of NaN
# lab: m01_mini
# base: wrong
# expect: graded, killed, out of memory, student code raised
# %% q1
def running_mean(values):
    return [0.0] * 8_000_000
# %% q2
def standardise(X):
    return np.full((11, 4_000_000), np.nan)


standard_heights = "x" * 200_000_000
