"""Outcomes as data: what became of each test, question and submission."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ENGINE_VERSION = "1"  # raise it when the same submission and bundle may get another result


DEAD_KERNEL = "DeadKernel"  # what a cell's event says where the kernel ended in it


class Outcome(StrEnum):
    """How a submission ended. Only `OUR_FAULT` is not a grade: it is retried and never written as a zero."""

    GRADED = "graded"
    RAISED = "student code raised"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    KILLED = "killed"
    UNREADABLE = "unreadable"
    OUR_FAULT = "our fault"


@dataclass(frozen=True)
class CellEvent:
    """A cell that raised or ran out of time; cells count from 1, the text is for staff only."""

    cell: int
    exception: str
    text: str = ""


@dataclass(frozen=True)
class CellRun:
    """How long a cell ran, in wall seconds, and the text that it showed, bounded; for staff only."""

    cell: int  # from 1, as in `CellEvent`
    seconds: float
    output: str = ""


@dataclass(frozen=True)
class TestResult:
    """One test's verdict. `message` is safe to show to the student; `detail` is for staff only."""

    __test__ = False  # not a pytest class

    question: str
    name: str
    hidden: bool
    passed: bool
    points: float
    message: str = ""
    detail: str = ""
    seconds: float = 0.0

    @property
    def id(self) -> str:
        """`question.test`, the name that variants and reports use."""
        return f"{self.question}.{self.name}"

    @property
    def score(self) -> float:
        return self.points if self.passed else 0.0


@dataclass(frozen=True)
class QuestionResult:
    """One question's score out of `points`, by otter's own rule (`all_or_nothing` included)."""

    name: str
    score: float
    points: float
    tests: tuple[TestResult, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a student wrote to a question that people read; empty where there is nothing to read."""

    question: str
    points: float
    text: str = ""

    @property
    def digest(self) -> str:
        """A short name for the text, by which a score says what was read; the same but for spaces at ends.

        It begins with a letter, so that no spreadsheet takes it for a number.
        """
        lines = "\n".join(line.rstrip() for line in self.text.strip().split("\n"))
        return "a" + hashlib.sha256(lines.encode()).hexdigest()[:11]


@dataclass(frozen=True)
class Result:
    """All that grading one submission of one lab gave; score and points are those of the tests.

    `answers` are those that people read; what they gave for them is in the gradebook, as marks. `doubt` says
    what may have come from outside, and where: unless the same happens each time, the result is not to be used.
    """

    submission: str
    lab: str
    outcome: Outcome
    questions: tuple[QuestionResult, ...] = ()
    detail: str = ""
    events: tuple[CellEvent, ...] = ()
    seconds: dict[str, float] = dataclasses.field(default_factory=dict)
    seed: int = 0
    answers: tuple[Answer, ...] = ()
    doubt: str = ""
    cells: tuple[CellRun, ...] = ()

    @property
    def score(self) -> float:
        return sum(q.score for q in self.questions)

    @property
    def points(self) -> float:
        return sum(q.points for q in self.questions)

    @property
    def tests(self) -> tuple[TestResult, ...]:
        return tuple(t for q in self.questions for t in q.tests)

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Result:
        """Raises: ValueError, KeyError or TypeError on anything that `to_json` did not write."""
        raw: dict[str, Any] = json.loads(text)
        raw["outcome"] = Outcome(raw["outcome"])
        raw["events"] = tuple(CellEvent(**e) for e in raw["events"])
        raw["questions"] = tuple(
            QuestionResult(**{**q, "tests": tuple(TestResult(**t) for t in q["tests"])})
            for q in raw["questions"]
        )
        raw["cells"] = tuple(CellRun(**c) for c in raw.get("cells", ()))
        raw["answers"] = tuple(Answer(**a) for a in raw.get("answers", ()))
        return cls(**raw)
