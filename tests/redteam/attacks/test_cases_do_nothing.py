# goal: points without an answer
# technique: replaces the method by which otter's test case calls a test
# lab: l03_2_dropout
# expect: graded, student code raised
# %%
from otter.test_files import test_case

test_case.call_func = lambda *a, **k: None
