# goal: points without an answer
# technique: a thread reads the judge's requests from the probe before the kernel does, and answers what pleases
# lab: m01_mini
# expect: graded, killed, timed out
# %%
import gc
import os
import socket
import struct
import threading

import msgpack

agent = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Agent")
probe = socket.socket(fileno=os.dup(agent.sock.fileno()))
probe.setblocking(True)


def answer():
    number = 0
    while probe.recv(1 << 16):
        number += 1
        value = ["l", [0.0] * 7] if number % 3 else ["obj", number, ["builtins.function"], True]
        header = msgpack.packb(["l", [number, "ok", value, ["l", []]]])
        probe.sendall(struct.pack(">4sII", b"PRB1", len(header), 0) + header)


threading.Thread(target=answer, daemon=True).start()
