# goal: points without an answer, a class that is not graded
# technique: an audit hook, which nobody can remove, raises at whatever the probe's end does
# lab: m01_mini
# base: wrong
# expect: graded, killed, student code raised
# %%
import sys


def hook(event, args):
    if event in ("exec", "compile", "import", "object.__getattr__", "marshal.loads", "signal.pthread_kill"):
        raise SystemExit("audited")


sys.addaudithook(hook)
