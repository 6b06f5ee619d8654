# goal: points without an answer
# technique: an object whose class bears the name of builtins.list, with a length, and elements that never differ
# lab: m01_mini
# base: wrong
# expect: graded
# %% q1
class Element:
    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__


class Impostor:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length

    def __iter__(self):
        return iter([Element() for _ in range(self.length)])

    def __getitem__(self, index):
        return Element()


Impostor.__name__ = Impostor.__qualname__ = "list"
Impostor.__module__ = "builtins"


def running_mean(values):
    return Impostor(len(values))
