"""What people gave for an answer, and what it counts when the answer has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.outcomes import Answer


@dataclass(frozen=True)
class Mark:
    """A score and a comment for one text; without points it is a comment on what is still to be read.

    `answer` is the digest of the text that was read (empty where that isn't known), `out_of` what the question
    was worth then.
    """

    submission: str
    question: str
    answer: str
    points: float | None
    out_of: float
    comment: str = ""


class State(StrEnum):
    """How far reading an answer has come, in the order in which people should look at them."""

    AGAIN = "to be read again"
    UNREAD = "to be read"
    READ = "read"
    NOTHING = "no answer"


@dataclass(frozen=True)
class Reading:
    """An answer with the mark that counts for it, if any, and a comment on just this text.

    `known`: whether the answer is known at all; an older result may be of a time before the question.
    """

    answer: Answer
    state: State
    mark: Mark | None = None
    comment: str = ""
    known: bool = True

    @property
    def score(self) -> float | None:
        """None while it is to be read; an earlier score stands until the changed answer is read again."""
        if self.mark is not None and self.mark.points is not None:
            return min(self.mark.points, self.answer.points)
        return 0.0 if self.state is State.NOTHING else None


def reading(answer: Answer, marks: Sequence[Mark], *, known: bool = True) -> Reading:
    """What an answer counts. `marks`: all that were ever given to this student for this question, oldest first.

    A mark for this very text counts, however old. Otherwise the last one stands, whatever text it was for, until
    somebody reads the new one: nobody loses points by handing in again, and nobody gains any unread.
    """
    same = [mark for mark in marks if mark.answer == answer.digest]
    scored = [mark for mark in marks if mark.points is not None]
    counts = next(
        (mark for mark in reversed(same) if mark.points is not None), scored[-1] if scored else None
    )
    comment = same[-1].comment if same else ""
    if counts is None:
        state = State.NOTHING if known and not answer.text else State.UNREAD
    else:
        as_read = counts.answer == answer.digest and counts.out_of == answer.points
        state = State.READ if as_read or not known else State.AGAIN
    return Reading(answer, state, counts, comment, known)
