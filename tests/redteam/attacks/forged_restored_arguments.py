# goal: points without an answer
# technique: reports forged changes of the test's arguments: other shapes, other types, arguments never sent
# lab: m01_mini
# base: wrong
# expect: graded, killed
# %%
from autograder.kernel import agent

honest_call = agent.Agent._call


def call(self, function, args, kwargs):
    value, changed = honest_call(self, function, args, kwargs)
    forged = [[i, np.zeros_like(a) if isinstance(a, np.ndarray) else [0.0] * len(a)] for i, a in enumerate(args)]
    return value, forged + [[99, 1], [-1, [1]], [0, "text"], ["x", None], [0, np.zeros(10)]]


agent.Agent._call = call
