# goal: a grader without descriptors
# technique: opens files and pipes until none more can be had
# lab: m01_mini
# base: wrong
# expect: graded, killed, timed out, student code raised
# needs: sandbox
# %%
import os

kept = []
try:
    for _ in range(200_000):
        kept.append(os.pipe())
except OSError as error:
    print(len(kept), error)
