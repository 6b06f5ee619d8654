# goal: a grader that hangs
# technique: a loop without end that ignores every signal that can be ignored
# lab: m01_mini
# expect: timed out, killed
# otter: no, it would never end
# %%
import signal

for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM, signal.SIGQUIT, signal.SIGUSR1):
    signal.signal(number, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
