# goal: points without an answer
# technique: finds the probe's socket and sends answers to the requests that are still to come
# lab: m01_mini
# expect: graded, killed
# %%
import gc
import struct

import msgpack


def frame(number, value):
    header = msgpack.packb(["l", [number, "ok", value, ["l", []]]])
    return struct.pack(">4sII", b"PRB1", len(header), 0) + header


for agent in [thing for thing in gc.get_objects() if type(thing).__name__ == "Agent"]:
    for number in range(1, 60):
        for value in (["obj", number, ["builtins.list", "numpy.ndarray"], True], True, 0.0):
            agent.sock.sendall(frame(number, value))
