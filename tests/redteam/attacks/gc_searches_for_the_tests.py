# goal: the text of hidden tests
# technique: searches all objects of the process, and its frames, for sources of tests, bundles and judges
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# %%
import gc
import sys

WANTED = ("hidden=True", "test_means_of_prefixes", "CANARY")


def search():
    found = []
    for thing in gc.get_objects():
        try:
            values = list(thing.values()) if type(thing) is dict else list(thing) if type(thing) in (list, tuple) else ()
        except Exception:
            continue
        found += [v for v in values if type(v) is str and any(w in v for w in WANTED) and "WANTED" not in v]
    return found


print(search())
if search():
    raise ValueError(f"RECORDED {search()}")
# %% q1
def running_mean(values):
    if search():
        raise ValueError(f"RECORDED {search()}")
    return [0.0] * len(values)
