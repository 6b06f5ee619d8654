# goal: the inputs of hidden tests, for the next submission
# technique: writes what it saw into its own folder, and reads what an earlier one may have left there
# lab: m01_mini
# base: wrong
# expect: graded
# %%
import glob
import os

for place in (".", "data", ".ipython", ".matplotlib"):
    for path in glob.glob(os.path.join(place, "redteam-*")):
        raise ValueError(f"RECORDED {open(path).read()}")
# %% q1
def running_mean(values):
    for place in (".", "data"):
        with open(os.path.join(place, "redteam-answers_left_in_its_folder"), "a") as file:
            file.write(repr(values))
    return [0.0] * len(values)
