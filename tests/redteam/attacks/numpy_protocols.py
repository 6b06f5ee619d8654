# goal: points without an answer
# technique: arrays that answer NumPy's functions themselves, by __array_function__, __array_ufunc__ and __array_wrap__
# lab: m01_mini
# base: wrong
# expect: graded, killed
# %% q2
class Answering(np.ndarray):
    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.zeros(4).view(Answering) if method == "reduce" else True

    def __array_wrap__(self, array, context=None, return_scalar=False):
        return 0.0

    mean = lambda self, axis=None: np.zeros(self.shape[1])
    std = lambda self, axis=None: np.ones(self.shape[1])


class Interface:
    def __init__(self, shape):
        self.shape = shape
        self.__array_interface__ = {"shape": shape, "typestr": "<f8", "data": (0, False), "version": 3}

    def __array__(self, dtype=None, copy=None):
        return np.zeros(self.shape)


calls = []


def standardise(X):
    calls.append(X)
    return X.copy().view(Answering) if len(calls) % 2 else Interface(X.shape)


standard_heights = heights.copy().view(Answering)
