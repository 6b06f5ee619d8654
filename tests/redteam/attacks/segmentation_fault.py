# goal: a grader that breaks, or takes silence for success
# technique: reads address 0
# lab: m01_mini
# expect: killed
# %%
import ctypes

ctypes.string_at(0)
