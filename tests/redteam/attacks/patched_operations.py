# goal: points without an answer
# technique: replaces what the probe's end does for len, sub, eq, bool, … by functions that please
# lab: m01_mini
# base: wrong
# expect: graded
# %%
from autograder.kernel import agent

agent.OPERATIONS.update(
    sub=lambda a, b: 0.0,
    eq=lambda a, b: True,
    ne=lambda a, b: False,
    lt=lambda a, b: False,
    gt=lambda a, b: False,
    bool=lambda a: True,
    len=lambda a: 7,
    float=lambda a: 0.0,
    contains=lambda a, b: True,
)


class Opaque:
    def __iter__(self):
        return iter([Opaque() for _ in range(7)])
# %% q1
def running_mean(values):
    return [Opaque() for _ in values]
