"""Grading a class: what the gradebook knows stays, the rest is scheduled, and then the reports are written."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Protocol

from autograder.bundle import Bundle
from autograder.course import Lab, Limits
from autograder.errors import CourseError
from autograder.gradebook import Entry, Gradebook, Key
from autograder.kernel import open_kernels
from autograder.kernel.sandbox import Wish
from autograder.local import Task, get_ready, grade_all
from autograder.marks import Mark, State
from autograder.outcomes import ENGINE_VERSION, Outcome, Result
from autograder.people import HandIn, Roster
from autograder.report import GradedClass, Scheme, write_reports
from autograder.scores import Score, check_submissions
from autograder.submissions import GRADEBOOK, Submission
from autograder.task import GradeTask

START_SECONDS = 120.0  # for a kernel to come up, beside what the lab's own limits allow


class Watcher(Protocol):
    """Told how the grading goes."""

    def start(self, total: int, known: int) -> None:
        """Called once: how many submissions there are, and of how many the result is known already."""

    def graded(self, result: Result) -> None:
        """Called for each result as it is ready, after it is stored."""


@dataclass(frozen=True)
class Grader:
    """Grades submissions of one lab; `open` gives what the workers do, for as long as its block runs."""

    engine: str  # all that a result depends on beside bundle and submission
    open: Callable[[], AbstractContextManager[Task]]
    seconds: float = float("inf")  # after which a worker is taken to hang


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
    unmerged: bool = False  # whether manual.csv was left as it was, for the scores in it

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
    jobs: int,
    watcher: Watcher,
    scores: Sequence[Score] = (),
    hand_ins: Mapping[str, HandIn] | None = None,
    attempts: Mapping[tuple[str, int], HandIn] | None = None,
    roster: Roster | None = None,
) -> ClassReport:
    """Grades what is not in the gradebook yet, stores each result as it comes, and writes all reports.

    `scores` are what people gave, `hand_ins` tell by submission whose it is. Of several submissions of one id
    all are graded and the best counts; `attempts` has their own hand-ins. Stopped midway, by Ctrl-C or worse, it
    goes on from there when called again.
    Raises: CourseError when `out` can't be used, and, before anything is written, for the score of a stranger.
    """
    start = time.perf_counter()
    keys = {
        (s.id, s.attempt): Key(lab.name, s.id, bundle.digest, s.digest, grader.engine) for s in submissions
    }
    ids = {s.id for s in submissions}
    check_submissions(scores, ids | _ids_in(out, lab))
    with _open_gradebook(out, lab) as book:
        known = [key for key in keys.values() if book.get(key) is not None]
        book.use(known)
        watcher.start(len(keys), len(known))
        before = set(known)
        new = [s for s in submissions if keys[s.id, s.attempt] not in before]
        fresh: dict[tuple[str, int], Result] = {}
        with closing(_grade_new(lab, new, grader, jobs)) as results:
            for attempt, result in results:
                fresh[result.submission, attempt] = result
                book.put(keys[result.submission, attempt], result)
                watcher.graded(result)
        chosen = _best(book, keys, fresh)
        book.use(keys[place] for place in chosen)
        entries = book.current(lab.name)
        everyone = tuple(entry.result for entry in entries)
        scheme = _merge(book, lab, bundle, scores, everyone)
    own = {place[0]: attempts[place] for place in chosen if place in attempts} if attempts else {}
    graded_class = GradedClass(lab, scheme, everyone, {**(hand_ins or {}), **own}, roster or Roster())
    table_written = write_reports(out, graded_class)
    seconds = time.perf_counter() - start
    kept = [entry for entry in entries if entry.key.submission not in ids]
    outdated = _outdated(kept, bundle.digest, grader.engine)
    counts = Counter(result.outcome for result in everyone)
    return ClassReport(
        out, graded_class, len(new), len(known), len(kept), outdated, seconds, counts, not table_written
    )


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


def _ids_in(out: Path, lab: Lab) -> set[str]:
    """Who is in the gradebook that lies there, if any."""
    if not (out / GRADEBOOK).is_file():
        return set()
    with _open_gradebook(out, lab) as book:
        return {entry.key.submission for entry in book.current(lab.name)}


def local_grader(
    lab: Lab,
    bundle: Bundle,
    tell: Callable[[str], None] = lambda line: None,
    *,
    sandbox: Wish = "auto",
) -> Grader:
    """A grader whose kernels run on this machine; `tell` gets a line about what kind of kernels they are.

    Opening it raises CourseError where the machine can't give the sandbox.
    """
    limits = Limits.of(lab)
    seconds = START_SECONDS + 2 * limits.submission_seconds + limits.test_seconds

    @contextmanager
    def tasks() -> Iterator[Task]:
        get_ready(lab.preload)  # at the same time as the kernels' warm process
        with open_kernels(preload=lab.preload, threads=lab.threads, sandbox=sandbox) as kernels:
            tell(kernels.description)
            yield GradeTask(bundle, limits, kernels)

    return Grader(f"{ENGINE_VERSION}; {limits}; {lab.threads} threads", tasks, seconds)


def _best(
    book: Gradebook, keys: Mapping[tuple[str, int], Key], fresh: Mapping[tuple[str, int], Result]
) -> list[tuple[str, int]]:
    """Of each id with several attempts the one that counts: the highest score, of equals the latest.

    A fault of ours counts only where there is nothing else.
    """

    def worth(place: tuple[str, int]) -> tuple[bool, float, int]:
        result = fresh.get(place) or book.get(keys[place])
        graded = result is not None and result.outcome is not Outcome.OUR_FAULT
        return graded, result.score if result and graded else 0.0, place[1]

    groups: dict[str, list[tuple[str, int]]] = {}
    for place in keys:
        groups.setdefault(place[0], []).append(place)
    return [max(places, key=worth) for places in groups.values() if len(places) > 1]


def _grade_new(
    lab: Lab, new: Sequence[Submission], grader: Grader, jobs: int
) -> Generator[tuple[int, Result], None, None]:
    """Each attempt's number and its result; one attempt after the other, so that an id tells whose a result is."""
    if not new:
        return
    with grader.open() as task:
        for attempt in sorted({submission.attempt for submission in new}):
            some = [submission for submission in new if submission.attempt == attempt]
            graded = grade_all(
                some, task, lab=lab.name, jobs=jobs, seconds=grader.seconds, preload=lab.preload
            )
            with closing(graded) as results:
                for result in results:
                    yield attempt, result


@contextmanager
def _open_gradebook(out: Path, lab: Lab) -> Iterator[Gradebook]:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CourseError(
            f"can't be made a folder ({error.strerror})", where=str(out), mend="Name another folder with -o"
        ) from None
    with Gradebook(out / GRADEBOOK) as book:
        others = [name for name in book.labs() if name != lab.name]
        if others:
            mend = f"Name a folder of its own for {lab.name} with -o"
            raise CourseError(f"holds the grades of another lab, {others[0]}", where=str(out), mend=mend)
        yield book


def _outdated(kept: Sequence[Entry], bundle: str, engine: str) -> tuple[str, ...]:
    return tuple(e.key.submission for e in kept if (e.key.bundle, e.key.engine) != (bundle, engine))
