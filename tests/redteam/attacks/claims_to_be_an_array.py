# goal: points without an answer
# technique: an object whose class bears the name of numpy.ndarray, with a shape, a mean of 0 and a deviation of 1
# lab: m01_mini
# base: blank
# expect: graded
# %% q2
class Impostor:
    ndim, dtype = 2, np.dtype(float)

    def __init__(self, shape):
        self.shape = shape

    def mean(self, axis=None):
        return np.zeros(self.shape[1])

    def std(self, axis=None):
        return np.ones(self.shape[1])


Impostor.__name__ = Impostor.__qualname__ = "ndarray"
Impostor.__module__ = "numpy"


def standardise(X):
    return Impostor(X.shape)


standard_heights = Impostor((6, 2))
