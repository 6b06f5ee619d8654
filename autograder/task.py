"""What a worker process does with each submission of a class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from autograder.bundle import Bundle
from autograder.course import Limits
from autograder.errors import SubmissionError
from autograder.gpu_memory import DOUBT
from autograder.kernel import Kernels
from autograder.outcomes import Answer, Result
from autograder.regrade import Part
from autograder.submissions import Submission

Graded = TypeVar("Graded", bound=Result)


@dataclass(frozen=True)
class GradeTask:
    """`grade` with all but the submission given; sent to each worker once. With a part, only that is judged."""

    bundle: Bundle
    limits: Limits
    kernels: Kernels

    def __call__(self, submission: Submission, part: Part | None = None) -> Result:
        from autograder.grade import grade  # 1 s of imports that the command itself can do without

        if part is None:
            return fairly(grade, submission, self.bundle, self.limits, self.kernels)
        if not part.judged:
            earlier = part.earlier
            return Result(
                submission.id, earlier.lab, earlier.outcome, answers=_answers(submission, self.bundle)
            )
        return fairly(
            grade, submission, self.bundle, self.limits, self.kernels, seed=part.seed, questions=part.judged
        )


def fairly(
    grade: Callable[..., Graded],
    submission: Submission,
    bundle: Bundle,
    limits: Limits,
    kernels: Kernels,
    **more: Any,
) -> Graded:
    """What `grade` gives; where the GPU failed the code and others use it, too, what it gives alone on a GPU.

    The second run has the inputs of the first, so that nobody gets others by claiming that memory ran out.
    """
    result = grade(submission, bundle, limits, kernels, **more)
    if result.doubt != DOUBT or not kernels.shares_gpu:
        return result
    return grade(submission, bundle, limits, kernels.on_a_gpu_alone(), **{**more, "seed": result.seed})


def _answers(submission: Submission, bundle: Bundle) -> tuple[Answer, ...]:
    """What people read, from the notebook's text alone: nothing of it runs."""
    from autograder.answers import find_answers, no_answers
    from autograder.notebook import read_notebook

    try:
        return find_answers(read_notebook(submission.notebook).cells, bundle)
    except SubmissionError:
        return no_answers(bundle)
