"""What a process does that judges one submission after the other, on this machine or on a cluster's."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Callable

from autograder.kernel.environment import computing_environment
from autograder.outcomes import Result
from autograder.regrade import Part
from autograder.submissions import Submission
from autograder.workqueue import Fault

Task = Callable[..., Result]
"""What a worker does with a submission, and with its part where only that is to be judged again."""

ENVIRONMENT = computing_environment(threads=1)  # for workers are as many as the cores


def prepare_process(*, tensorflow: bool) -> None:
    """One thread for numbers, whatever is imported already; and TensorFlow is quiet, if it will be needed."""
    os.environ.update(ENVIRONMENT)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    if tensorflow:
        importlib.import_module("autograder.kernel.quiet_tensorflow")


def attempt(task: Task, submission: Submission, part: Part | None) -> Result | Fault:
    """What the task gives, or how it failed."""
    try:
        return task(submission) if part is None else task(submission, part)
    except Exception:  # anything that `grade` raises is a fault of ours
        return Fault(traceback.format_exc())
