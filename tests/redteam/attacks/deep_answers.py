# goal: a grader that runs out of stack
# technique: answers that are nested a hundred thousand deep, and ones that contain themselves
# lab: m01_mini
# base: wrong
# expect: graded, killed
# %% q1
def running_mean(values):
    deep = [0.0] * len(values)
    for _ in range(100_000):
        deep = [deep]
    return deep
# %% q2
def standardise(X):
    own = {}
    own["self"] = own
    return own


standard_heights = []
standard_heights.append(standard_heights)
