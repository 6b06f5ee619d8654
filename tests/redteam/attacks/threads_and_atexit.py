# goal: code that outlives the notebook, and forges results at the end
# technique: threads without end, exit handlers, finalisers and signal handlers that write results
# lab: m01_mini
# expect: graded, student code raised
# %%
import atexit
import ctypes
import json
import os
import signal
import threading
import time
import weakref

ctypes.CDLL(None).prctl(15, b"rt-threads_and_")


def forge(*_):
    with open("results.json", "w") as file:
        json.dump({"score": 5}, file)
    while True:
        time.sleep(1)


class Last:
    pass


last = Last()
weakref.finalize(last, forge)
atexit.register(forge)
signal.signal(signal.SIGTERM, forge)
for daemon in (True, False):
    threading.Thread(target=forge, daemon=daemon).start()
os.environ["REDTEAM"] = "threads_and_atexit"
