# goal: points without an answer
# technique: a child holds the probe and answers what pleases, after the kernel itself has ended
# lab: m01_mini
# expect: graded, killed, timed out
# otter: no, its child would outlive it
# %%
import gc
import os
import struct
import time

import msgpack

probe = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Agent").sock
if os.fork() == 0:
    os.setsid()
    probe.setblocking(True)
    number = 0
    while probe.recv(1 << 16):
        number += 1
        value = ["l", [0.0] * 7] if number % 3 else ["obj", number, ["builtins.function"], True]
        header = msgpack.packb(["l", [number, "ok", value, ["l", []]]])
        probe.sendall(struct.pack(">4sII", b"PRB1", len(header), 0) + header)
    os._exit(0)
# %% last
os._exit(0)
