# goal: a second kernel that no limit holds
# technique: finds the warm process's socket, by path and among inherited descriptors, and asks it for a fork
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import glob
import json
import os
import socket
import tempfile

asked = []
request = {"folder": "/", "environment": {"REDTEAM": "asks_the_warm_process"}, "connection_file": "/tmp/none.json"}
for path in {*glob.glob("/tmp/ag-*/warm"), *glob.glob(os.path.join(tempfile.gettempdir(), "*/warm")), *glob.glob("../*/warm")}:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(path)
            null = os.open(os.devnull, os.O_RDWR)
            socket.send_fds(client, [json.dumps(request).encode() + b"\n"], [null, null, null])
            asked.append(client.recv(100))
        except OSError:
            pass
for descriptor in range(3, 256):
    try:
        with socket.socket(fileno=os.dup(descriptor)) as inherited:
            if inherited.family == socket.AF_UNIX and "warm" in str(inherited.getsockname()) + str(inherited.getpeername()):
                asked.append(inherited.getsockname())
    except OSError:
        pass
if asked:
    raise ValueError(f"RECORDED {asked}")
