"""The place of the sandbox: what a forked kernel gives up before any student's code runs."""

from __future__ import annotations

import ctypes
import os
import resource
import signal

_PR_SET_PDEATHSIG = 1


def lock_down(parent: int) -> None:
    """Called in the child after the fork: a session of its own, no core files, killed with its parent.

    Namespaces, Landlock and seccomp are not here yet: until they are, grade only code that you would run.
    """
    os.setsid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the system was told
        os._exit(70)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
