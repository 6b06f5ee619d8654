"""A result in the words that a student reads, without hidden input, expected values or staff detail."""

from __future__ import annotations

import builtins
import re
from collections.abc import Sequence

from autograder.course import Lab
from autograder.gpu_memory import WHAT_TO_DO
from autograder.late import Lateness
from autograder.marks import Reading, State
from autograder.outcomes import DEAD_KERNEL, CellEvent, Outcome, QuestionResult, Result, TestResult

TIMEOUT, OUTPUT = "Timeout", "Output"  # what `grade` calls other events that are no exceptions
_SHOWN_EVENTS = 5
_SENTENCE_END = re.compile(r"[.?!]\s")
_LOOK = re.compile(r"Look at .+?(?:[.?!](?:\s+|$))", re.DOTALL)
_BEGINS = re.compile(
    r"\s*([-*+>|#]|\d+[.)])(\s|$)|\s*```|\s*\||\s*\$\$"
)  # a line that markdown joins to no other


def number(value: float) -> str:
    """At most two decimals, and none that say nothing: 3, 2.5, 0.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def count(many: float, one: str) -> str:
    """`3 points`, `1 point`."""
    return f"{number(many)} {one}" if many == 1 else f"{number(many)} {one}s"


def question_title(name: str) -> str:
    """`q2` → `Question 2`, `q2_1` → `Question 2.1`; another name stays as it is."""
    numbers = re.fullmatch(r"q(\d+(?:_\d+)*)", name)
    return f"Question {numbers[1].replace('_', '.')}" if numbers else name


def title_of_test(name: str) -> str:
    """`test_eval_is_deterministic` → `eval is deterministic`."""
    return name.removeprefix("test_").replace("_", " ").strip() or name


def is_all_or_nothing(question: QuestionResult) -> bool:
    """Whether the question's score is not the sum of its tests' scores."""
    return bool(question.tests) and abs(question.score - sum(t.score for t in question.tests)) > 1e-6


def message(test: TestResult) -> str:
    """The test's message; a failed test never stands without one."""
    if test.message or test.passed:
        return test.message
    way = "Ask, and name it" if test.hidden else "Run it in your notebook, or ask"
    return f"This test failed without saying why. {way}."


def look_and_seen(text: str) -> tuple[str, str]:
    """A message's first sentence if it says what to look at, and the rest: what was seen."""
    found = _LOOK.match(text)
    return (found[0].strip(), text[found.end() :]) if found else ("", text)


def shared_end(messages: Sequence[str]) -> str:
    """The last sentences, as far as all of several messages end in the same ones."""
    if len(messages) < 2:
        return ""
    first, *others = messages
    for start in [0, *(found.end() for found in _SENTENCE_END.finditer(first))]:
        end = first[start:]
        if end and all(_ends_in(other, end) for other in others):
            return end
    return ""


def _ends_in(message: str, sentences: str) -> bool:
    before = message.removesuffix(sentences)
    return message.endswith(sentences) and (not before or bool(_SENTENCE_END.search(before[-2:])))


def late(lateness: Lateness) -> str:
    """How late something came in; empty where it did not."""
    if lateness.days is None:
        return "late, by how much is not known"
    return f"{count(lateness.days, 'day')} late" if lateness.days else ""


def late_note(lateness: Lateness, total: float | None, points: float) -> str:
    """What a student is told of having been late, and what that costs; empty where they were not.

    `total` is what was earned, None where that is not known yet.
    """
    if not lateness.late:
        return ""
    came = f"Handed in {late(lateness)}."
    if lateness.percent is None:
        return f"{came} What that costs is for your teacher to say."
    if not lateness.percent:
        return came
    if total == 0:
        return came
    cost = f"{came} That costs {number(lateness.percent)} % of the lab's {count(points, 'point')}"
    after = lateness.after(total, points)
    if total is None or after is None:
        return f"{cost}."
    return (
        f"{cost}: of the {number(total)} that you earned, {number(after)} count{'s' if after == 1 else ''}."
    )


def flowing(text: str) -> str:
    """A text of markdown to be shown as it is: lines that the author wrapped are joined, no others."""
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        begins = fenced or not line.strip() or _BEGINS.match(line) or not lines or not lines[-1].strip()
        fenced ^= line.lstrip().startswith("```")
        if begins or lines[-1].lstrip().startswith(("#", "```")):
            lines.append(line)
        else:
            lines[-1] += f" {line.strip()}"
    return "\n".join(lines)


def reading_notes(found: Reading) -> list[str]:
    """What the student is told about an answer that people read: how far that has come, then the comment."""
    if found.state is State.UNREAD:
        return ["Waiting to be read by a person."]
    sentences = {
        State.AGAIN: "Your answer, or the question, changed after it was read. This score stands until it is "
        "read again.",
        State.READ: "Read by a person.",
        State.NOTHING: "There is no answer to read.",
    }
    comment = found.mark.comment if found.mark is not None else ""
    return [text for text in (sentences[found.state], comment) if text]


def notes(result: Result, lab: Lab) -> list[str]:
    """What became of the notebook as a whole, a few sentences each."""
    whole = _whole(result, lab)
    if result.outcome in (Outcome.UNREADABLE, Outcome.OUR_FAULT):
        return [whole]
    shown = [_event(event, result, lab) for event in result.events[:_SHOWN_EVENTS]]
    more = len(result.events) - len(shown)
    if more:
        shown.append(f"So did {count(more, 'more cell')}.")
    if shown:
        shown.append(
            "The tests after that used what was there. Cells are counted from the top, texts included."
        )
    return [text for text in (whole, " ".join(shown)) if text]


def _whole(result: Result, lab: Lab) -> str:
    in_cell = any(event.exception in (TIMEOUT, OUTPUT) for event in result.events)
    limit = f"{number(lab.submission_seconds)} s"
    sentences = {
        Outcome.TIMED_OUT: "" if in_cell else f"Your notebook ran longer than {limit} and was stopped.",
        Outcome.OUT_OF_MEMORY: _sentence(result.detail)
        if WHAT_TO_DO in result.detail
        else "Your notebook used more memory than there is for it.",
        Outcome.KILLED: "Your notebook's process ended before its last cell, as `exit()` or a crash ends it.",
        Outcome.UNREADABLE: f"Nothing could be run. {_sentence(result.detail)}",
        Outcome.OUR_FAULT: "Something broke on our side, not in your work. "
        "There is no score yet: it will be graded again.",
    }
    return sentences.get(result.outcome, "")


def _sentence(text: str) -> str:
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}" if text else ""


def _event(event: CellEvent, result: Result, lab: Lab) -> str:
    """What a cell did, without any text of its own: an exception's name only if Python itself has it."""
    cell = f"Cell {event.cell}"
    if event.exception == TIMEOUT:
        told = f"{cell} ran longer than {number(lab.cell_seconds)} s and was stopped."
        # the time that was left for the whole notebook may have been less than a cell's
        return _sentence(result.detail) if result.detail.startswith(f"{cell.lower()} ran longer") else told
    if event.exception == OUTPUT:
        return f"{cell} printed more than {number(lab.output_mb)} MB and was stopped."
    if event.exception == DEAD_KERNEL:
        return f"{cell} was the last to run."
    kind = getattr(builtins, event.exception, None)
    if isinstance(kind, type) and issubclass(kind, BaseException):
        return f"{cell} stopped with `{event.exception}`."
    return f"{cell} stopped with an error."
