# goal: files outside its own folder: results, modules, the next submission's home
# technique: writes wherever graders, Python and shells look
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import os
import site
import sys
import tempfile

import autograder
import labkit
import numpy

name = "redteam-writes_outside"
places = ["/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/etc", "/root", "/home", "/autograder/results", "..", "../..", "../../.."]
places += [tempfile.gettempdir(), os.path.expanduser("~"), *sys.path, *site.getsitepackages(), *labkit.__path__]
places += [os.path.dirname(module.__file__) for module in (autograder, numpy, os)]
wrote = []
for place in places:
    for suffix in ("", ".pth", ".py"):
        try:
            with open(os.path.join(place, name + suffix), "w") as file:
                file.write("")
            wrote.append(os.path.abspath(place))
        except OSError:
            pass
for module in (autograder.kernel.agent, labkit):
    try:
        os.utime(module.__file__)
        with open(module.__file__, "a"):
            wrote.append(module.__file__)
    except OSError:
        pass
print(wrote)
