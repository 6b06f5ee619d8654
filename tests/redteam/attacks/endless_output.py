# goal: a grader that runs out of memory
# technique: prints without end
# lab: m01_mini
# expect: timed out, killed, out of memory, student code raised
# otter: no, it would never end
# %%
while True:
    print("x" * 10_000)
