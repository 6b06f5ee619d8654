# goal: a grader that breaks
# technique: recursion without limit, in a cell and in an answer
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, killed, timed out
# %% q1
import sys


def running_mean(values):
    return running_mean(values)
# %% last
sys.setrecursionlimit(10**9)


def down(n):
    return [down(n + 1)]


down(0)
