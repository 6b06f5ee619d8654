# goal: points without an answer
# technique: replaces `abs`, so that no difference is larger than any tolerance, and `sum`, which counts the misses
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# %%
import builtins

builtins.abs = lambda value: 0.0
builtins.sum = lambda *a: 0
