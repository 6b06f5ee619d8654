# goal: points without an answer
# technique: puts a pair of sockets of its own before the probe; a thread passes requests on, records what public tests
#   were answered with, and replays it to the others
# lab: m01_mini
# base: wrong
# expect: graded, killed
# %%
import gc
import os
import socket
import struct
import threading

import msgpack

agent = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Agent")
outer = socket.socket(fileno=os.dup(agent.sock.fileno()))
outer.setblocking(True)
inner, ours = socket.socketpair()
os.dup2(inner.fileno(), agent.sock.fileno())
recorded = []


def exactly(sock, n):
    data = b""
    while len(data) < n:
        part = sock.recv(n - len(data))
        if not part:
            raise OSError
        data += part
    return data


def frame(sock):
    head = exactly(sock, 12)
    _, length, count = struct.unpack(">4sII", head)
    sizes = exactly(sock, 8 * count)
    header = exactly(sock, length)
    return head + sizes, header, [exactly(sock, n) for n in struct.unpack(f">{count}Q", sizes)]


def relay():
    try:
        while True:
            head, header, buffers = frame(outer)
            ours.sendall(head + header + b"".join(buffers))
            head, header, buffers = frame(ours)
            answer = msgpack.unpackb(header, strict_map_key=False)
            if isinstance(answer[1][2], list) and answer[1][2][:1] == ["l"]:
                recorded.append(answer[1][2])
                answer[1][2] = recorded[0]
                header = msgpack.packb(answer)
                head = struct.pack(">4sII", b"PRB1", len(header), len(buffers)) + head[12:]
            outer.sendall(head + header + b"".join(buffers))
    except OSError:
        pass


threading.Thread(target=relay, daemon=True).start()
