# goal: points without an answer
# technique: finds the course's own folder by its installed modules, reads the lab's source and runs its solutions
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import os
import re
import sys

import autograder
import labkit

LIBRARIES = ("site-packages", "dist-packages", "lib", "lib64", "share", "proc", "sys", "dev", "include", "bin")
places = [os.path.dirname(os.path.dirname(autograder.__file__)), os.path.dirname(next(iter(labkit.__path__))), "/"]
solutions = []
for place in places:
    for folder, folders, files in os.walk(place):
        folders[:] = [name for name in folders if name not in LIBRARIES]
        solutions += [open(os.path.join(folder, name)).read() for name in files if name == "m01_mini.py"]
# %% q1
def running_mean(values):
    return [0.0] * len(values)


def solved():
    for text in solutions:
        for cell in re.split(r"^# %%.*$", text, flags=re.MULTILINE):
            if "def running_mean" in cell or "def standardise" in cell:
                exec(cell, globals())


solved()
# %% q2
def standardise(X):
    return X.copy()


solved()
standard_heights = heights.copy()
# %% last
if solutions:
    raise ValueError(f"RECORDED {solutions}")
