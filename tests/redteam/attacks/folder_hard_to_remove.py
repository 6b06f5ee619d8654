# goal: a grader that breaks when it cleans up
# technique: folders three thousand deep, without permissions, with names that are not text, pipes, sockets and links
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# otter: no, its folder would be hard to remove
# %%
import os
import socket

here = os.getcwd()
os.mkfifo("pipe")
os.symlink("/", "root")
os.symlink("own", "own")
open(b"\xff\xfe\n\r", "w").close()
with socket.socket(socket.AF_UNIX) as listener:
    listener.bind("socket")
for _ in range(3000):
    os.mkdir("d")
    os.chdir("d")
os.chmod(".", 0)
os.chdir(here)
os.chmod("data", 0)
