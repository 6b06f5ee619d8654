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

LIBRARIES = ("site-packages", "dist-packages", "lib", "lib64", "share", "proc", "sys", "dev", "include", "bin")
found = []
for top in ("..", tempfile.gettempdir(), os.path.expanduser("~"), "/"):
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if name not in LIBRARIES]
        for name in files:
            path = os.path.join(folder, name)
            try:
                if name.endswith(".zip"):
                    with zipfile.ZipFile(path) as archive:
                        found += [archive.read(n) for n in archive.namelist() if n.startswith("tests/q")]
                elif name.endswith((".ipynb", ".sqlite")) or name in ("q1.py", "q2.py", "results.json"):
                    found.append(open(path, "rb").read())
            except OSError:
                pass
if found:
    raise ValueError(f"RECORDED {found}")
