# expect: fails q2.test_input_is_unchanged
# says: in place
# why: -= and /= change the caller's array
def standardise(X):
    X -= X.mean(axis=0)
    X /= X.std(axis=0)
    return X


standard_heights = standardise(heights.copy())
