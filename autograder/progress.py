"""What `autograder grade` shows on the terminal: a progress bar or plain lines, then a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from autograder.bundle import Bundle
from autograder.classroom import ClassReport, Watcher, grade_class
from autograder.course import Lab
from autograder.diff import CHANGES_CSV, regrading_lines
from autograder.engines import Engine
from autograder.gradebook import Shelf
from autograder.graders import make_grader
from autograder.marks import State
from autograder.outcomes import Outcome, Result
from autograder.phrases import many as _many
from autograder.phrases import some as _some
from autograder.report.files import MANUAL_CSV
from autograder.roster import read_roster
from autograder.scores import read_scores
from autograder.submissions import Format, Keep, Wanted, collect
from autograder.submissions.telling import facts, warnings, write_left_out

_LINE = 300  # characters


def grade_and_tell(
    lab: Lab,
    paths: Sequence[Path],
    out: Path,
    *,
    manual: Sequence[Path] = (),
    format: Format = "auto",
    keep: Keep = "last",
    roster: Path | None = None,
    shelf: Shelf | None = None,
    engine: Engine,
    console: Console,
) -> bool:
    """Grades a class and prints how it went; False when some could not be graded through a fault of ours.

    `manual` are tables of scores that people gave, `roster` is the class list, `shelf` where the grades are, if
    not in `out`, `engine` where to grade.
    Raises: CourseError for a path, a bundle, a score, a roster, an engine or an output folder that can't be used;
    then nothing was written.
    """
    bundle = Bundle.read(lab.bundle)
    bundle.check_kit(lab.bundle)
    scores = read_scores(manual, bundle.manual)
    listed = read_roster(roster) if roster else None
    collected = collect(paths, format, keep, listed, Wanted(lab.name, bundle.questions))
    for line in facts(collected, listed, keep):
        _line(console, line)
    for line in warnings(collected, out):
        _line(console, line, "yellow")
    grader = make_grader(lab, bundle, lambda line: _line(console, line, "dim"), engine)
    with watching(console) as watcher:
        report = grade_class(
            lab,
            bundle,
            collected.submissions,
            out,
            grader,
            watcher=watcher,
            scores=scores,
            hand_ins=collected.hand_ins,
            attempts=collected.attempts,
            roster=listed,
            shelf=shelf,
        )
    write_left_out(out, collected)
    print_summary(lab, report, console)
    return not report.outcomes[Outcome.OUR_FAULT]


def print_summary(lab: Lab, report: ClassReport, console: Console) -> None:
    """Outcomes counted, how the class did, how long it took, and where everything lies."""
    console.print()
    _line(console, f"{lab.title}: {_many(len(report.results), 'submission')}", "bold")
    console.print(_facts(report))
    if report.changes is not None and report.changes.both:
        for line in regrading_lines(report.changes, str(report.out / CHANGES_CSV)):
            _line(console, line)
    for warning in _warnings(report):
        _line(console, warning, "yellow")
    places = [("Grades", "grades.csv"), ("Feedback", "feedback"), ("Report", "index.html")]
    if report.scheme.manual:
        places.append(("To read", "manual.html"))
    places += [(system, path.name) for system, path in report.written.files.items()]
    for what, where in places:
        _line(console, f"{what + ':':<10}{report.out / where}")
    if report.gradebook:
        _line(console, f"Gradebook: {report.gradebook}")


def _facts(report: ClassReport) -> Table:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for outcome in Outcome:
        if report.outcomes[outcome]:
            table.add_row(str(outcome), str(report.outcomes[outcome]))
    if report.mean is not None and report.median is not None:
        so_far = " of what is read" if report.readings[State.UNREAD] else ""
        table.add_row("mean, median", f"{report.mean:.1f} %, {report.median:.1f} %{so_far}")
    for state in State:
        if report.readings[state]:
            table.add_row(
                f"answers {state}" if state is not State.NOTHING else str(state), str(report.readings[state])
            )
    if report.graded:
        each = f"{report.seconds / report.graded:.2f} s each"
        table.add_row("graded now", f"{report.graded} in {report.seconds:.1f} s, {each}")
    for questions, count in report.in_part.items():
        what = f"only {', '.join(questions)}" if questions else "only the answers that people read"
        table.add_row("of these in part", f"{count}, {what}")
    if report.known:
        table.add_row("known before", f"{report.known}, unchanged and not graded again")
    if report.kept:
        table.add_row("not given now", f"{report.kept}, kept from the gradebook")
    return table


def _warnings(report: ClassReport) -> Iterator[str]:
    faults = [result.submission for result in report.results if result.outcome is Outcome.OUR_FAULT]
    if faults:
        why = _usual_reason(report.results)
        yield (
            f"Not graded through a fault of ours, and without a score: {_some(faults)}. Run the command again."
            + (f" The reason: {why}" if why else "")
        )
    doubtful = [result.submission for result in report.results if result.doubt]
    if doubtful:
        yield (
            f"Ended from outside or by their own code, each time at the same place: {_some(doubtful)}. "
            "If memory or disk may have run out, run the command again with fewer --jobs."
        )
    yield from report.written.notes
    if report.written.unmerged:
        table = report.out / MANUAL_CSV
        yield f"{table} was left as it is: it holds scores that are not merged. Add: --manual {table}"
    if report.outdated:
        yield f"Graded by other tests than these, so grade their files again: {_some(report.outdated)}."


def _usual_reason(results: Sequence[Result]) -> str:
    """How most of what we could not grade ended, in a line."""
    details = [result.detail.strip() for result in results if result.outcome is Outcome.OUR_FAULT]
    lines = Counter(detail.splitlines()[-1] for detail in details if detail)
    return max(lines, key=lambda line: lines[line])[:_LINE] if lines else ""


def _line(console: Console, text: str, style: str = "") -> None:
    """A line as it is: names of students and files are no markup, and paths stay in one piece."""
    console.print(Text(text, style=style), soft_wrap=True)


@contextmanager
def watching(console: Console) -> Iterator[Watcher]:
    """A bar on a terminal, a line for each submission elsewhere."""
    if not console.is_terminal:
        yield _Lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        yield _Bar(progress)


class _Lines:
    """A line for each submission, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.total = self.done = 0

    def start(self, total: int, known: int) -> None:
        self.total, self.done = total, known
        _line(self.console, f"{_many(total, 'submission')}, {known} known before")

    def graded(self, result: Result) -> None:
        self.done += 1
        scored = result.outcome is not Outcome.OUR_FAULT
        score = f", {result.score:g} of {result.points:g}" if scored else ""
        _line(self.console, f"{self.done}/{self.total} {result.submission}: {result.outcome}{score}")


class _Bar:
    """A bar with rate and time left, in which what was known before counts as done, but not for the rate."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.bar = progress.add_task("Grading", total=None)

    def start(self, total: int, known: int) -> None:
        self.progress.update(self.bar, total=total, completed=known)

    def graded(self, result: Result) -> None:
        self.progress.advance(self.bar)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(
            ""
            if not task.speed
            else f"{task.speed:.1f}/s"
            if task.speed >= 1
            else f"{1 / task.speed:.1f} s each"
        )
