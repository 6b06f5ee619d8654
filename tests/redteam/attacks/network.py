# goal: help from outside, and hidden inputs sent there
# technique: TCP, UDP, name service, raw and other families of sockets, to the world and to this machine's ports
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
    (socket.AF_INET, socket.SOCK_DGRAM, ("192.0.2.1", 53)),
    (socket.AF_INET6, socket.SOCK_DGRAM, ("2001:db8::1", 53)),
    (socket.AF_INET, socket.SOCK_DGRAM, ("169.254.169.254", 80)),
):
    try:
        with socket.socket(family, kind) as probe:
            probe.settimeout(0.3)
            probe.connect(where)
            reached.append((where, probe.send(b"x")))
    except OSError:
        pass
for family in (socket.AF_INET, getattr(socket, "AF_PACKET", 17), getattr(socket, "AF_NETLINK", 16)):
    try:
        socket.socket(family, socket.SOCK_RAW).close()
        reached.append((family, "raw"))
    except OSError:
        pass
for family in (getattr(socket, "AF_VSOCK", 40), getattr(socket, "AF_ALG", 38), getattr(socket, "AF_BLUETOOTH", 31)):
    try:
        socket.socket(family, socket.SOCK_STREAM).close()
        reached.append((family, "another family"))
    except OSError:
        pass
for call in (lambda: urllib.request.urlopen("http://example.com", timeout=0.3), lambda: socket.getaddrinfo("example.com", 80)):
    try:
        reached.append(call())
    except OSError:
        pass
if reached:
    raise ValueError(f"RECORDED {reached}")
# %%
with open("/proc/net/tcp") as table:  # the kernel's own listeners
    own = {int(line.split()[1].split(":")[1], 16) for line in table.readlines()[1:]}
for port in range(32768, 61000):  # where the test listens, on this machine's own loopback
    if port not in own:
        with socket.socket(socket.AF_INET) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 and probe.getsockname() != probe.getpeername():
                raise ValueError(f"RECORDED {port}")
