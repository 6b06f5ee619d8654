# goal: a grader that breaks
# technique: writes bytes to the probe that are no frames
# lab: m01_mini
# base: wrong
# expect: graded, killed
# %%
import gc

for agent in [thing for thing in gc.get_objects() if type(thing).__name__ == "Agent"]:
    agent.sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(range(256)) * 40)
