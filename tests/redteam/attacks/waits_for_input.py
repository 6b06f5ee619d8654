# goal: a grader that hangs
# technique: asks for input, by `input`, `getpass` and by reading standard input
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, timed out
# %%
import sys

print(sys.stdin.read())
# %%
input("your points: ")
# %%
import getpass

getpass.getpass()
