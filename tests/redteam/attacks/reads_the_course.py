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

places = {os.path.dirname(os.path.dirname(autograder.__file__)), os.path.dirname(labkit.__path__[0]), *sys.path, "/work", "/"}
solutions = []
for place in places:
    for folder, folders, files in os.walk(place):
        folders[:] = [name for name in folders if name not in ("proc", "sys", "dev", "site-packages", "dist-packages")]
        if "m01_mini.py" in files:
            solutions.append(open(os.path.join(folder, "m01_mini.py")).read())
# %% q1
for text in solutions:
    for cell in re.split(r"^# %%.*$", text, flags=re.MULTILINE):
        if "def running_mean" in cell or "def standardise" in cell:
            try:
                exec(cell, globals())
            except Exception as error:
                print(error)
running_mean = globals().get("running_mean", lambda values: [0.0] * len(values))
# %% q2
standardise = globals().get("standardise", lambda X: X.copy())
standard_heights = standardise(heights)
