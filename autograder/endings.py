"""What a test says that ended before its verdict: by time, or with the kernel."""

from __future__ import annotations

from autograder.outcomes import TestResult

GONE = "The notebook's kernel had ended before this test could ask it anything."
ENDED = "The notebook's kernel ended while this test was asking it."
LATE = "Your code took longer than {seconds:.0f} s in this test and was stopped: look for a loop without end."
LATE_HERE = "This test took longer than {seconds:.0f} s over what your code returned: look at its size."
USED_UP = (
    "The tests of your notebook together took longer than {seconds:.0f} s: no time was left for this one."
)

_SAID = [ending.partition("{")[0] for ending in (GONE, ENDED, LATE, LATE_HERE, USED_UP)]


def cut_short(test: TestResult) -> bool:
    """Whether a test ended before its verdict, so that it says more about the run than about the answer."""
    return not test.passed and any(said in test.message for said in _SAID)
