# goal: points without an answer
# technique: copies the answers out of other students' notebooks, wherever they lie
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import json
import os
import tempfile

answers = []
for top in ("..", "../..", "/tmp", "/var/tmp", tempfile.gettempdir(), "/home", "/root", "/work", "/srv"):
    for folder, folders, files in os.walk(top):
        for name in files:
            if name.endswith(".ipynb"):
                try:
                    notebook = json.load(open(os.path.join(folder, name)))
                    answers.append(["".join(cell["source"]) for cell in notebook["cells"]])
                except Exception:
                    pass
# %% q1
for cells in answers:
    for text in cells:
        if text.lstrip().startswith(("def running_mean", "def standardise")):
            try:
                exec(text, globals())
            except Exception as error:
                print(error)
# %% q2
standard_heights = heights.copy()
# %% last
if answers:
    raise ValueError(f"RECORDED {answers}")
