# goal: points without an answer
# technique: has the pickle through which otter gets its results say that all tests passed
# lab: m01_mini
# expect: graded, student code raised
# %%
import pickle

real = pickle.dump


def forged(value, file, *args, **kwargs):
    for result in getattr(value, "results", {}).values():
        for case in getattr(result, "test_case_results", ()):
            case.passed = True
    return real(value, file, *args, **kwargs)


pickle.dump = forged
# %%
from otter.execute import Checker

results = Checker.get_results
