# goal: services of the host: other kernels, the warm process, daemons
# technique: connects to every Unix socket that it can find, by path and by abstract name
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, timed out
# needs: sandbox
# %%
import os
import socket
import stat

own = os.getcwd()
names = set()
try:
    names = {line.split()[-1] for line in open("/proc/net/unix").readlines()[1:] if len(line.split()) > 7}
except OSError:
    pass
for top in ("/tmp", "/run", "/var/run", "/dev", ".."):
    for folder, folders, files in os.walk(top):
        for name in files:
            try:
                if stat.S_ISSOCK(os.stat(os.path.join(folder, name)).st_mode):
                    names.add(os.path.join(folder, name))
            except OSError:
                pass
names |= {"@redteam-host", "/tmp/warm"}
connection_file = get_ipython().config.get("IPKernelApp", {}).get("connection_file", "")
for name in names:
    address = "\0" + name[1:] if name.startswith("@") else name
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(0.05)
            probe.connect(address)
    except OSError:
        continue
    if "warm" in name or name.startswith("@") or "docker" in name:
        raise ValueError(f"RECORDED {name}")
