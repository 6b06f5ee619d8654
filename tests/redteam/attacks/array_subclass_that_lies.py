# goal: points without an answer
# technique: a subclass of ndarray that answers NumPy's functions itself
# lab: m01_mini
# base: wrong
# expect: graded
# %% q2
class Lying(np.ndarray):
    def mean(self, *args, **kwargs):
        return np.zeros(self.shape[1])

    def std(self, *args, **kwargs):
        return np.ones(self.shape[1])

    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_ufunc__(self, *args, **kwargs):
        return np.ones(1, dtype=bool)


def standardise(X):
    return X.copy().view(Lying)


standard_heights = heights.copy().view(Lying)
