# goal: a grader that hangs
# technique: answers whose iterators, lengths and attributes never end
# lab: m01_mini
# base: wrong
# expect: graded, killed, timed out
# %% q1
import itertools


class Endless(list):
    def __len__(self):
        return 7

    def __iter__(self):
        return itertools.count()

    def __getitem__(self, index):
        return self


def running_mean(values):
    return Endless()
# %% q2
class Attributes:
    def __getattr__(self, name):
        return Attributes()

    def __iter__(self):
        return itertools.repeat(self)

    def __call__(self, *args, **kwargs):
        return Attributes()


standardise = Attributes()
standard_heights = Attributes()
