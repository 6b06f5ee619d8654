# goal: a grader that breaks, or takes silence for success
# technique: the process ends at once
# lab: m01_mini
# expect: killed
# %%
import os

os._exit(0)
