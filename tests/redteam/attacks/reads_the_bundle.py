# goal: the text of hidden tests
# technique: looks through the file system, above its folder and in temporary folders, for bundles and test files
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import os
import tempfile
import zipfile

found, looked = [], 0
for top in ("..", "/tmp", "/var/tmp", tempfile.gettempdir(), os.path.expanduser("~"), "/autograder", "/root", "/home", "/work", "/dev/shm"):
    for folder, folders, files in os.walk(top):
        looked += 1
        if looked > 20_000:
            break
        for name in files:
            path = os.path.join(folder, name)
            try:
                if name.endswith(".zip"):
                    texts = [zipfile.ZipFile(path).read(n).decode() for n in zipfile.ZipFile(path).namelist() if n.startswith("tests/")]
                elif name.endswith((".ipynb", ".sqlite")) or name in ("q1.py", "q2.py"):
                    texts = [open(path, errors="replace").read()]
                else:
                    continue
            except Exception:
                continue
            found += [text for text in texts if "canary-" in text]
if found:
    raise ValueError(f"RECORDED {found}")
