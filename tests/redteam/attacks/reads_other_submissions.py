# goal: points without an answer
# technique: copies the answers out of other students' notebooks, wherever they lie
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import os
import json
import tempfile

LIBRARIES = ("site-packages", "dist-packages", "lib", "lib64", "share", "proc", "sys", "dev", "include", "bin")
answers = []
for top in ("..", tempfile.gettempdir(), "/"):
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if name not in LIBRARIES]
        for name in files:
            if name.endswith(".ipynb"):
                notebook = json.load(open(os.path.join(folder, name)))
                answers += ["".join(cell["source"]) for cell in notebook["cells"]]
answers = [text for text in answers if text.lstrip().startswith(("def running_mean", "def standardise"))]
# %% q1
def running_mean(values):
    return [0.0] * len(values)


for text in answers:
    exec(text, globals())
# %% q2
def standardise(X):
    return X.copy()


for text in answers:
    exec(text, globals())
standard_heights = heights.copy()
# %% last
if answers:
    raise ValueError(f"RECORDED {answers}")
