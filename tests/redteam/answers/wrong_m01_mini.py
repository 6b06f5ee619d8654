# Wrong answers of the right form: they pass the tests that look at the form, and `test_input_is_unchanged`.
# %% q1
def running_mean(values):
    return [0.0] * len(values)
# %% q2
def standardise(X):
    return X.copy()


standard_heights = heights.copy()
