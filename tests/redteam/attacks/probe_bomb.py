# goal: a grader that runs out of memory or of stack
# technique: answers with frames of deep nesting, of many empty items, and of arrays of sizes that overflow
# lab: m01_mini
# base: wrong
# expect: graded, killed
# %%
import itertools

import msgpack
from autograder.kernel import agent

nested = b"\x92\xa1l\x91" * 20000 + b"\xc0"
many = msgpack.packb(["l", [None] * 3_000_000])
shapes = msgpack.packb(["nd", "<f8", [1 << 29, 1 << 29, 1 << 29], 0])
digits = msgpack.packb(["int", "9" * 4000])
kinds = msgpack.packb(["nd", "<M8[s]", [1], 0])
bodies = itertools.cycle([nested, many, shapes, digits, kinds, b"\xdd\xff\xff\xff\xff", b"\xc7\xff\x01" + b"x" * 255])


def reply(self, request):
    return b"\x92\xa1l\x94" + msgpack.packb(request[0]) + b"\xa2ok" + next(bodies) + b"\xc0", [b"12345678"]


agent.Agent._reply = reply
