# goal: a grader without memory
# technique: takes memory that no address space counts: memfd, shared maps and System V segments
# lab: m01_mini
# base: wrong
# expect: graded, out of memory, killed, student code raised, timed out
# needs: sandbox
# otter: no, it would take the machine's memory
# %%
import os

kept = []
for number in range(16):
    try:
        descriptor = os.memfd_create(f"redteam-shared_memory_bomb-{number}")
        for _ in range(512):
            os.write(descriptor, b"x" * (1 << 20))
        kept.append(descriptor)
    except OSError as error:
        print(error)
