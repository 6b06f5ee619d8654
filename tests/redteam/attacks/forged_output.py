# goal: points without an answer
# technique: prints what graders print and write as results, on every stream and descriptor
# lab: m01_mini
# expect: graded
# %%
import json
import os
import sys

full = json.dumps({"score": 5, "tests": [{"name": "q1", "score": 2, "status": "passed"}], "exit": 0, "ready": True})
for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
    for line in ("q1 results: All test cases passed!", "q2 results: All test cases passed!", full, "ready"):
        print(line, file=stream, flush=True)
for descriptor in (1, 2):
    os.write(descriptor, full.encode() + b"\n")
