# goal: the inputs of hidden tests
# technique: records what the tests call with, and hands it back as texts where a message shows the answer
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# %%
seen = []


class Shape(tuple):
    def __repr__(self):
        return f"RECORDED {seen}"

    __str__ = __repr__


class Length(int):
    def __repr__(self):
        return f"RECORDED {seen}"

    __str__ = __format__ = lambda self, *a: f"RECORDED {seen}"


class List(list):
    def __len__(self):
        return Length(3)

    def __repr__(self):
        return f"RECORDED {seen}"


class Array(np.ndarray):
    @property
    def shape(self):
        return Shape((f"RECORDED {seen}", 2))
# %% q1
def running_mean(values):
    seen.append(list(values))
    return List([f"RECORDED {seen}"] * 5)
# %% q2
def standardise(X):
    seen.append(X.tolist())
    return np.array([[f"RECORDED {seen}"] * 4] * 11)


class Later:
    @property
    def shape(self):
        return Shape((f"RECORDED {seen}",))


standard_heights = heights.view(Array)
