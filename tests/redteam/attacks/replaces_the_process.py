# goal: points without an answer
# technique: replaces the kernel's process by a program of its own, which keeps the probe and answers what pleases
# lab: m01_mini
# expect: killed, timed out
# %%
import gc
import os
import sys

PROGRAM = """
import socket, struct, sys, msgpack
probe = socket.socket(fileno=int(sys.argv[1]))
probe.setblocking(True)
number = 0
while probe.recv(1 << 16):
    number += 1
    value = ["l", [0.0] * 7] if number % 3 else ["obj", number, ["builtins.function"], True]
    header = msgpack.packb(["l", [number, "ok", value, ["l", []]]])
    probe.sendall(struct.pack(">4sII", b"PRB1", len(header), 0) + header)
"""
agent = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Agent")
os.set_inheritable(agent.sock.fileno(), True)
os.execv(sys.executable, [sys.executable, "-c", PROGRAM, str(agent.sock.fileno()), "redteam-replaces_the_process"])
