# goal: a grader that breaks
# technique: closes the probe, and every other socket of the process
# lab: m01_mini
# base: wrong
# expect: graded, killed, timed out
# %%
import gc
import socket

for agent in [thing for thing in gc.get_objects() if type(thing).__name__ == "Agent"]:
    agent.sock.shutdown(socket.SHUT_RDWR)
# %% last
import os

os.closerange(3, 4096)
