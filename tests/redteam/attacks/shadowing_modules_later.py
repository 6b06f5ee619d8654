# goal: points without an answer
# technique: the notebook itself writes modules into its folder, moves it to the front of the path and reloads
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# %%
import importlib
import os
import sys

FORGED = "def __getattr__(name):\n    return lambda *a, **k: True\n"
os.makedirs("labkit", exist_ok=True)
for name in ("random", "labkit/__init__", "labkit/checks", "sitecustomize"):
    with open(f"{name}.py", "w") as file:
        file.write(FORGED)
sys.path.insert(0, os.getcwd())
for name in ("random", "labkit", "labkit.checks", "labkit.place"):
    sys.modules.pop(name, None)
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(error)
