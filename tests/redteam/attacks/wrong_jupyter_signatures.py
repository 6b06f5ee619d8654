# goal: a grader that breaks or hangs
# technique: signs the kernel's messages with another key
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, timed out, killed
# %%
get_ipython().kernel.session.key = b"another key"
