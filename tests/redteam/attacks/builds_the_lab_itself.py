# goal: points without an answer
# technique: has the installed engine compile the lab, and reads the hidden tests and the solutions out of it
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import pathlib
import sys

del sys.modules["otter"]  # the engine needs the real one
import autograder
from autograder.build.pipeline import compile_lab
from autograder.course import load_course

root = pathlib.Path(autograder.__file__).parents[1] / "tests" / "course"
compiled = compile_lab(load_course(root).lab("m01_mini"))
raise ValueError(f"RECORDED {compiled}")
