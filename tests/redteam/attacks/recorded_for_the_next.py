# goal: the inputs of hidden tests, for the next submission
# technique: leaves what it saw in every shared place, and in the warm process by way of files that it imports
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import glob
import os
import tempfile

places = ["/tmp", "/var/tmp", "/dev/shm", tempfile.gettempdir(), os.path.expanduser("~"), "/run/lock", "..", os.environ.get("HF_HOME", "."), os.environ.get("KERAS_HOME", ".")]
for place in places:
    for path in glob.glob(os.path.join(place, "redteam-recorded_for_the_next*")):
        raise ValueError(f"RECORDED {open(path).read()}")
# %% q1
def running_mean(values):
    for place in places:
        try:
            with open(os.path.join(place, "redteam-recorded_for_the_next"), "a") as file:
                file.write(repr(values))
        except OSError:
            pass
    return [0.0] * len(values)
# %% last
os.remove("redteam-recorded_for_the_next") if os.path.exists("redteam-recorded_for_the_next") else None
