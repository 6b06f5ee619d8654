# goal: a grader that runs out of memory, or waits for ever
# technique: announces a frame of a gigabyte and sends a byte of it now and then
# lab: m01_mini
# base: wrong
# expect: graded, killed, timed out
# %%
import gc
import struct
import threading
import time


def drip(sock):
    sock.sendall(struct.pack(">4sII", b"PRB1", 200 << 20, 2) + struct.pack(">2Q", 1 << 29, 1 << 20))
    while True:
        sock.sendall(b"\xc1")
        time.sleep(0.2)


for agent in [thing for thing in gc.get_objects() if type(thing).__name__ == "Agent"]:
    threading.Thread(target=drip, args=(agent.sock,), daemon=True).start()
time.sleep(0.5)
