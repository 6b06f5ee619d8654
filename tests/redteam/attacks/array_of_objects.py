# goal: points without an answer
# technique: a true array, of objects whose sums, quotients and roots are whatever the tests compare with
# lab: m01_mini
# base: wrong
# expect: graded, killed
# %% q2
class Element:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Element(0)

    __radd__ = __sub__ = __rsub__ = __add__

    def __mul__(self, other):
        return Element(1)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return float(self.value)

    def conjugate(self):
        return self

    def sqrt(self):
        return 1.0


def standardise(X):
    Z = np.empty(X.shape, dtype=object)
    for place in np.ndindex(*X.shape):
        Z[place] = Element(0)
    return Z


standard_heights = standardise(heights)
