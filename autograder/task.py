"""What a worker process does with each submission of a class."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.bundle import Bundle
from autograder.course import Limits
from autograder.kernel import Kernels
from autograder.outcomes import Result
from autograder.submissions import Submission


@dataclass(frozen=True)
class GradeTask:
    """`grade` with all but the submission given; sent to each worker once."""

    bundle: Bundle
    limits: Limits
    kernels: Kernels

    def __call__(self, submission: Submission) -> Result:
        from autograder.grade import grade  # 1 s of imports that the command itself can do without

        return grade(submission, self.bundle, self.limits, self.kernels)
