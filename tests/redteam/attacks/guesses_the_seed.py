# goal: the inputs of hidden tests
# technique: looks for the seed that gave the inputs of the first test, to know those of the next
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# %%
import random
import time
# %% q1
def running_mean(values):
    end = time.monotonic() + 0.3
    for seed in range(1 << 32):
        if time.monotonic() > end:
            break
        if random.Random(seed).uniform(-5, 5) == values[0]:
            raise ValueError(f"RECORDED {seed} {values}")
    return [0.0] * len(values)
