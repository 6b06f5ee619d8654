"""What of a class is still to be graded, and which answer becomes a submission's result, whoever schedules it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograder.outcomes import Outcome, Result
from autograder.regrade import Part
from autograder.submissions import Submission

Todo = tuple[Submission, Part | None]

TRIES = 3  # a fault of ours is tried again twice
LOSSES = 3  # so many machines may be lost under one submission


@dataclass
class Work:
    """A submission that waits, or is being graded."""

    submission: Submission
    part: Part | None = None
    tries: int = 0
    losses: int = 0
    reasons: str = ""
    doubts: list[str] = field(default_factory=list)  # of each try; empty where it failed otherwise


@dataclass(frozen=True)
class Fault:
    """Instead of a result: what went wrong on our side."""

    reason: str


@dataclass(frozen=True)
class Loss:
    """Instead of a result: the machine went away, which counts as no try."""

    reason: str


Answer = Result | Fault | Loss


class WorkQueue:
    """Gives each submission out until there is a result for it, and exactly one."""

    def __init__(self, todo: Iterable[Todo], lab: str) -> None:
        self.lab = lab
        self._waiting = deque(Work(submission, part) for submission, part in todo)
        self.left = len(self._waiting)  # without a result so far, waiting or being graded

    def take(self) -> Work | None:
        """The next one, which counts as tried; None when none waits."""
        if not self._waiting:
            return None
        work = self._waiting.popleft()
        work.tries += 1
        return work

    def settle(self, work: Work, answer: Answer) -> Result | None:
        """The result to record; None when the submission waits again."""
        result = self._lost(work, answer) if isinstance(answer, Loss) else self._answered(work, answer)
        if result is not None:
            self.left -= 1
        return result

    def _lost(self, work: Work, loss: Loss) -> Result | None:
        work.tries -= 1
        work.losses += 1
        work.reasons += f"Loss {work.losses}: {loss.reason}\n"
        return self._again_or_fault(work, again=work.losses < LOSSES)

    def _answered(self, work: Work, answer: Result | Fault) -> Result | None:
        """One in doubt is recorded when all tries gave the same: then it is the submission's doing, no accident."""
        result = answer if isinstance(answer, Result) and answer.outcome is not Outcome.OUR_FAULT else None
        if result is not None and not result.doubt:
            return self._merged(work, result)
        reason = answer.reason if isinstance(answer, Fault) else answer.doubt or answer.detail
        work.reasons += f"Try {work.tries}: {reason}\n"
        work.doubts.append(result.doubt if result is not None else "")
        if work.tries == TRIES and result is not None and set(work.doubts) == {result.doubt}:
            return self._merged(work, result)
        return self._again_or_fault(work, again=work.tries < TRIES)

    def _again_or_fault(self, work: Work, *, again: bool) -> Result | None:
        if again:
            self._waiting.append(work)
            return None
        return Result(work.submission.id, self.lab, Outcome.OUR_FAULT, detail=work.reasons)

    def _merged(self, work: Work, result: Result) -> Result | None:
        """With the verdicts that are kept; None where these don't fit, and all is judged again."""
        if work.part is None:
            return result
        merged = work.part.merged(result)
        if merged is None:
            self._waiting.append(Work(work.submission))
        return merged
