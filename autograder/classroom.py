"""Grading a class: what the gradebook knows stays, the rest is scheduled, and then the reports are written."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Protocol

from autograder.bundle import Bundle
from autograder.course import Lab
from autograder.diff import Diff, regrading, write_changes
from autograder.errors import CourseError
from autograder.gradebook import Gradebook, Shelf, find_gradebook
from autograder.graders import Grader
from autograder.marks import Mark, State
from autograder.outcomes import Outcome, Result
from autograder.people import HandIn, Roster
from autograder.plan import Plan
from autograder.report import GradedClass, Scheme, Written, write_reports
from autograder.scores import Score, check_submissions
from autograder.submissions import Submission


class Watcher(Protocol):
    """Told how the grading goes."""

    def start(self, total: int, known: int) -> None:
        """Called once: how many submissions there are, and of how many the result is known already."""

    def graded(self, result: Result) -> None:
        """Called for each result as it is ready, after it is stored."""


@dataclass(frozen=True)
class ClassReport:
    """What a run came to, over everyone in the gradebook."""

    out: Path
    everyone: GradedClass
    graded: int  # in this run
    known: int  # of this run's submissions, not graded again
    kept: int  # from earlier runs, of submissions that this one was not given
    outdated: tuple[str, ...]  # ids among those kept that other tests or another engine graded
    seconds: float
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    written: Written = field(default_factory=Written)
    changes: Diff | None = None  # by regrading, since the last reports
    in_part: Mapping[tuple[str, ...], int] = field(default_factory=dict)  # of how many only which questions
    gradebook: str = ""  # where it is, if not in `out`

    @property
    def results(self) -> tuple[Result, ...]:
        """One for each submission."""
        return self.everyone.results

    @property
    def scheme(self) -> Scheme:
        return self.everyone.scheme

    @property
    def percents(self) -> list[float]:
        """Of everyone who has a score: of the points that could be given so far."""
        rows = [self.scheme.row(r) for r in self.results if r.outcome is not Outcome.OUR_FAULT]
        return [
            100 * (row.total or 0.0) / (row.points - row.unread) if row.points > row.unread else 0.0
            for row in rows
        ]

    @property
    def readings(self) -> Counter[State]:
        """How many answers there are for people, by how far reading them has come."""
        return Counter(r.state for result in self.results for r in self.scheme.readings(result).values())

    @property
    def mean(self) -> float | None:
        return mean(self.percents) if self.percents else None

    @property
    def median(self) -> float | None:
        return median(self.percents) if self.percents else None


def grade_class(
    lab: Lab,
    bundle: Bundle,
    submissions: Sequence[Submission],
    out: Path,
    grader: Grader,
    *,
    watcher: Watcher,
    scores: Sequence[Score] = (),
    hand_ins: Mapping[str, HandIn] | None = None,
    attempts: Mapping[tuple[str, int], HandIn] | None = None,
    roster: Roster | None = None,
    shelf: Shelf | None = None,
) -> ClassReport:
    """Grades what is not in the gradebook yet, stores each result as it comes, and writes all reports.

    `scores` are what people gave, `hand_ins` tell by submission whose it is, `shelf` says where the gradebook
    is if not in `out`. Of several submissions with one id, in the order of their handing in, the best counts;
    `attempts` has their own hand-ins. Stopped midway, by Ctrl-C or worse, it goes on from there when called again.
    Raises: CourseError when `out` can't be used, and, before anything is written, for the score of a stranger.
    """
    start = time.perf_counter()
    shelf = shelf or find_gradebook(out, lab.name)
    given = {submission.id for submission in submissions}
    check_submissions(scores, given | _ids_in(shelf, lab))
    with _open_gradebook(shelf, out, lab) as book:
        book.hand_in(lab.name, (hand_ins or {}).values())
        plan = Plan.make(book, bundle, lab.name, submissions, grader.engine)
        _grade(plan, lab, grader, watcher)
        _note_attempts(book, lab, plan, attempts or {})
        entries = book.current(lab.name)
        results = tuple(entry.result for entry in entries)
        graded = GradedClass(
            lab,
            _merge(book, lab, bundle, scores, results),
            results,
            book.hand_ins(lab.name),
            roster or Roster(),
            {name: s.notebook for name, s in plan.chosen.items() if s.notebook},
        )
        changes = regrading(book.superseded(lab.name), entries, book.marks(lab.name))
        write_changes(out, changes, graded.hand_ins)
        written = write_reports(out, graded)
        book.note_reported(e.key for e in entries if e.result.outcome is not Outcome.OUR_FAULT)
    kept = [entry for entry in entries if entry.key.submission not in given]
    return ClassReport(
        out,
        graded,
        graded=len(plan.todo),
        known=len(plan.attempts) - len(plan.todo),
        kept=len(kept),
        outdated=plan.outdated(kept),
        seconds=time.perf_counter() - start,
        outcomes=Counter(result.outcome for result in results),
        written=written,
        changes=changes,
        in_part=plan.in_part,
        gradebook=shelf.title if shelf.notes else "",
    )


def _grade(plan: Plan, lab: Lab, grader: Grader, watcher: Watcher) -> None:
    """Grades what is to be graded, and stores each result as it comes."""
    watcher.start(len(plan.attempts), len(plan.attempts) - len(plan.todo))
    if not plan.todo:
        return
    with closing(grader.run(lab, plan.todo)) as results:
        for submission, result in results:
            plan.store(submission, result)
            watcher.graded(result)


def _note_attempts(book: Gradebook, lab: Lab, plan: Plan, attempts: Mapping[tuple[str, int], HandIn]) -> None:
    """Of each student the hand-in of the attempt that counts."""
    own = [attempts.get((name, submission.attempt)) for name, submission in plan.chosen.items()]
    book.hand_in(lab.name, [hand_in for hand_in in own if hand_in])


def _merge(
    book: Gradebook, lab: Lab, bundle: Bundle, scores: Sequence[Score], results: Sequence[Result]
) -> Scheme:
    """Stores what people gave now, and counts all that they ever gave."""
    book.mark(lab.name, _marks(scores, bundle, results))
    return Scheme.of(lab, bundle.questions, results, bundle.manual, book.marks(lab.name))


def _marks(scores: Sequence[Score], bundle: Bundle, results: Sequence[Result]) -> list[Mark]:
    """What people gave, for the text that they say they read, else for the answer as it is now."""
    now = {(r.submission, answer.question): answer.digest for r in results for answer in r.answers}
    return [
        Mark(
            submission=score.submission,
            question=score.question,
            answer=score.answer or now.get((score.submission, score.question), ""),
            points=score.points,
            out_of=bundle.manual[score.question].points,
            comment=score.comment,
        )
        for score in scores
        if score.points is not None or score.comment
    ]


def _ids_in(shelf: Shelf, lab: Lab) -> set[str]:
    """Who is in the gradebook, if there is one."""
    if not shelf.exists:
        return set()
    with shelf.open() as book:
        return {entry.key.submission for entry in book.current(lab.name)}


@contextmanager
def _open_gradebook(shelf: Shelf, out: Path, lab: Lab) -> Iterator[Gradebook]:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CourseError(
            f"can't be made a folder ({error.strerror})", where=str(out), mend="Name another folder with -o"
        ) from None
    with shelf.open() as book:
        shelf.settle(lab.name)
        yield book
