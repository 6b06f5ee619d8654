# goal: a grader that waits for ever
# technique: children that keep the notebook's output open and write to it after the end
# lab: m01_mini
# base: wrong
# expect: graded
# otter: no, they would outlive it
# %%
import os
import subprocess
import sys

os.environ["REDTEAM"] = "daemon_holds_the_output"
code = "import time\nfor i in range(100):\n    print(i, flush=True)\n    time.sleep(0.1)"
subprocess.Popen([sys.executable, "-c", code, "redteam-daemon_holds_the_output"])
