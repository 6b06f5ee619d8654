# goal: a grader without threads
# technique: starts threads until none more can be had, then asks for a test
# lab: m01_mini
# base: wrong
# expect: graded, killed, timed out, student code raised, out of memory
# needs: sandbox
# otter: no, it would take all threads
# %%
import threading
import time

try:
    for _ in range(20_000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
except RuntimeError as error:
    print(error)
