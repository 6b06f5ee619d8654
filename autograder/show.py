"""What staff see of one student in the terminal: how it ended, what failed and why, what the cells showed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from autograder.answers import readable
from autograder.course import Lab
from autograder.errors import CourseError
from autograder.gradebook import Entry, Gradebook, find_gradebook
from autograder.outcomes import Outcome, QuestionResult, Result, TestResult
from autograder.people import HandIn
from autograder.report.words import count, number, title_of_test
from autograder.submissions import GRADEBOOK

_NO_GRADE = (Outcome.OUR_FAULT, Outcome.UNREADABLE)


def find_out(out: Path | None) -> Path:
    """The folder of reports: the one named, the current one, or the only one below it.

    Raises: CourseError where there is none, or several to choose from.
    """
    if out is not None:
        if not (out / GRADEBOOK).is_file():
            mend = "Name the folder that `autograder grade` wrote with -o"
            raise CourseError("holds no gradebook", where=str(out), mend=mend)
        return out
    here = Path()
    if (here / GRADEBOOK).is_file():
        return here
    found = sorted(path.parent for pattern in ("*", "*/*") for path in here.glob(f"{pattern}/{GRADEBOOK}"))
    if len(found) == 1:
        return found[0]
    what = f"{len(found)} folders here hold a gradebook" if found else "no folder here holds a gradebook"
    named = f": {', '.join(map(str, found[:5]))}" if found else ""
    raise CourseError(what + named, mend="Name the one of this class with -o")


def find_entry(book: Gradebook, lab: Lab, student: str) -> tuple[Entry, HandIn]:
    """A student's result, by their id, name, email or an id of another system.

    Raises: CourseError where nobody, or more than one submission, is meant.
    """
    entries = {entry.key.submission: entry for entry in book.current(lab.name)}
    known = book.hand_ins(lab.name)
    hand_ins = {name: known.get(name) or HandIn.by(name) for name in entries}
    if student in entries:
        return entries[student], hand_ins[student]
    found = [name for name, hand_in in hand_ins.items() if student.casefold() in _names(hand_in)]
    if len(found) == 1:
        return entries[found[0]], hand_ins[found[0]]
    if found:
        mend = f"Name one by id: {', '.join(sorted(found)[:5])}"
        raise CourseError(f"{len(found)} submissions are of {student!r}", where=book.place.title, mend=mend)
    names = {name for hand_in in hand_ins.values() for name in _names(hand_in)}
    near = difflib.get_close_matches(student.casefold(), names, n=1)
    meant = f"Did you mean {near[0]!r}?" if near else "grades.csv has the ids of all who handed in"
    raise CourseError(f"nobody called {student!r} handed in {lab.name}", where=book.place.title, mend=meant)


def _names(hand_in: HandIn) -> set[str]:
    people = hand_in.people
    names = [name for p in people for name in (p.id, p.name, p.email, *p.ids.values())]
    return {name.casefold() for name in (hand_in.submission, *names) if name}


def show(lab: Lab, student: str, out: Path | None, console: Console) -> None:
    """Prints what is stored of a student. Raises: CourseError where nobody or no gradebook is found."""
    with find_gradebook(find_out(out), lab.name).open() as book:
        entry, hand_in = find_entry(book, lab, student)
    print_result(lab, entry.result, hand_in, console)


def print_result(lab: Lab, result: Result, hand_in: HandIn, console: Console) -> None:
    """All that staff may see of a result, students' texts as text, never as markup."""
    for line in _head(lab, result, hand_in):
        console.print(line)
    for question in result.questions:
        _print_question(question, console)
    _print_cells(result, console)


def _head(lab: Lab, result: Result, hand_in: HandIn) -> Iterator[Text]:
    who = ", ".join(f"{p.name} <{p.email}>" if p.email else p.title for p in hand_in.people)
    named = "" if who == result.submission else f" · {who}"
    yield Text(f"{result.submission}{named} · {lab.title}", style="bold")
    score = "no score" if result.outcome is Outcome.OUR_FAULT else f"{number(result.score)} of "
    score += "" if result.outcome is Outcome.OUR_FAULT else count(result.points, "point")
    yield Text(f"{result.outcome} · {score}", style=_style(result.outcome))
    late = {True: "late", False: "in time", None: ""}[hand_in.late]
    facts = [
        f"file {hand_in.source}" if hand_in.source else "",
        hand_in.at and f"handed in {hand_in.at}",
        late,
    ]
    facts += [f"{name} {seconds:.1f} s" for name, seconds in result.seconds.items()]
    facts += [f"seed {result.seed}" if result.seed else ""]
    yield Text(" · ".join(fact for fact in facts if fact), style="dim")
    for text in (result.detail, result.doubt and f"In doubt: {result.doubt}"):
        if text:
            yield Text(readable(text).strip())


def _style(outcome: Outcome) -> str:
    if outcome is Outcome.GRADED:
        return "green"
    return "red" if outcome in _NO_GRADE else "yellow"


def _print_question(question: QuestionResult, console: Console) -> None:
    full = question.score >= question.points
    head = f"{question.name}  {number(question.score)} / {number(question.points)}"
    console.print()
    console.print(Text(head, style="bold green" if full else "bold"))
    passed = [test for test in question.tests if test.passed]
    for test in question.tests:
        if not test.passed:
            _print_failure(test, console)
    if passed:
        names = ", ".join(title_of_test(test.name) for test in passed)
        console.print(Padding(Text(f"✓ {names}", style="dim"), (0, 0, 0, 2)))


def _print_failure(test: TestResult, console: Console) -> None:
    kind = "hidden" if test.hidden else "public"
    line = Text(f"✗ {test.name}", style="red")
    line.append(f"  {kind}, {count(test.points, 'point')}, {test.seconds:.2f} s", style="dim")
    console.print(Padding(line, (0, 0, 0, 2)))
    for text, style in ((test.message, ""), (test.detail, "dim")):
        if text.strip():
            console.print(Padding(Text(readable(text).strip(), style=style), (0, 0, 0, 4)))


def _print_cells(result: Result, console: Console) -> None:
    raised = {event.cell: event for event in result.events}
    noted = [run for run in result.cells if run.output.strip() or run.cell in raised]
    numbers = {run.cell for run in noted}
    if noted or raised:
        console.print()
        console.print(Rule("cells, counted from the top, texts included", align="left", style="dim"))
    for run in noted:
        style = "red" if run.cell in raised else "bold"
        console.print(Text(f"cell {run.cell}  {run.seconds:.2f} s", style=style))
        console.print(Padding(Text(run.output.strip("\n")), (0, 0, 0, 2)))
        if run.cell in raised:
            _print_event(result, run.cell, run.output, console)
    for cell in sorted(raised.keys() - numbers):
        console.print(Text(f"cell {cell}", style="red"))
        _print_event(result, cell, "", console)


def _print_event(result: Result, cell: int, shown: str, console: Console) -> None:
    for event in result.events:
        if event.cell == cell:
            text = readable(f"{event.exception}: {event.text}".removesuffix(": ")).strip()
            if shown.rstrip().endswith(text):  # a traceback's last line
                continue
            console.print(Padding(Text(text, style="red"), (0, 0, 0, 2)))


def differences(old: Result, new: Result) -> Sequence[str]:
    """What is not the same in two results of a submission, a line each; empty where nothing counts differently."""
    lines = []
    if (old.outcome, old.score) != (new.outcome, new.score):
        before = f"{old.outcome}, {number(old.score)} of {number(old.points)}"
        lines.append(f"{before} → {new.outcome}, {number(new.score)} of {number(new.points)}")
    passed = {test.id: test.passed for test in old.tests}
    words = {True: "passed", False: "failed"}
    for test in new.tests:
        if passed.get(test.id, test.passed) != test.passed:
            lines.append(f"{test.id}: {words[passed[test.id]]} → {words[test.passed]}")
    return lines
