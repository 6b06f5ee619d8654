# goal: help from outside, and hidden inputs sent there
# technique: TCP, UDP, name service, raw and netlink sockets, to the world and to this machine
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import socket
import urllib.request

reached = []
for family, kind, where in (
    (socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 80)),
    (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 22)),
    (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 53)),
    (socket.AF_INET6, socket.SOCK_DGRAM, ("::1", 53)),
):
    try:
        with socket.socket(family, kind) as probe:
            probe.settimeout(0.3)
            probe.connect(where)
            reached.append((where, probe.send(b"RECORDED")))
    except ConnectionRefusedError:
        reached.append((where, "refused by a host that was reached"))
    except OSError:
        pass
try:
    with socket.socket(socket.AF_INET) as listener:
        listener.bind(("0.0.0.0", 0))
        listener.listen()
        with socket.create_connection(listener.getsockname(), 0.3):
            print("its own loopback, which leads nowhere")
except OSError:
    pass
for family, kind in ((getattr(socket, "AF_PACKET", 17), socket.SOCK_RAW), (socket.AF_INET, socket.SOCK_RAW), (getattr(socket, "AF_VSOCK", 40), socket.SOCK_STREAM)):
    try:
        socket.socket(family, kind).close()
        reached.append((family, "raw"))
    except OSError:
        pass
try:
    reached.append(urllib.request.urlopen("http://example.com", timeout=0.3).status)
except OSError:
    pass
reached = [entry for entry in reached if "refused" not in str(entry) or "127" not in str(entry)]
if reached:
    raise ValueError(f"RECORDED {reached}")
