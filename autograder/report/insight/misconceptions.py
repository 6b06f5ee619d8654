"""The commonest failure messages, with numbers and values taken out, so that one misconception is one group."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.outcomes import Outcome, Result, TestResult

_VALUE = re.compile(r"`([^`]*)`")
_NAMES = re.compile(r"[\w.]*\w(\(…?\))?", re.ASCII)
_SHAPE = re.compile(r"[(\[][\s\d.,eE+\-×…]*\d[\s\d.,eE+\-×…]*[)\]]")
_NUMBER = re.compile(r"(?<![\w.])[-−+]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?(?:\s?%)?(?![\w])")
_MISSING = re.compile(r"`[^`]*` is not there yet")  # labkit's words for what is not defined
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
NOTHING_RUN = (Outcome.UNREADABLE, Outcome.OUR_FAULT)


@dataclass(frozen=True)
class Misconception:
    """Students who were told the same. `message` is what most of them read; `missing`: they have no answer yet."""

    question: str
    tests: tuple[str, ...]
    hidden: bool
    message: str
    submissions: tuple[str, ...]
    missing: bool = False


def misconceptions(results: Iterable[Result]) -> tuple[Misconception, ...]:
    """All that failing tests said, by the number of submissions; each counts once in a group."""
    groups: dict[tuple[str, ...], list[tuple[str, TestResult]]] = {}
    for result in results:
        if result.outcome not in NOTHING_RUN:
            for test in result.tests:
                if not test.passed:
                    groups.setdefault(_key(test), []).append((result.submission, test))
    found = [_group(key, members) for key, members in groups.items()]
    return tuple(sorted(found, key=lambda g: (-len(g.submissions), g.missing, g.question, g.tests)))


def normalised(message: str) -> str:
    """The message without what differs between two students who got the same thing wrong."""
    text = _VALUE.sub(lambda found: found[0] if _NAMES.fullmatch(found[1]) else "`#`", message)
    text = _NUMBER.sub("#", _SHAPE.sub("#", text))
    return " ".join(text.split())


def _key(test: TestResult) -> tuple[str, ...]:
    """What a group has in common.

    A message is the test's own sentence and then what was seen. The same words seen in several tests of a question
    are one group, unless they hold a number: that may stand for another thing in each test.
    """
    if _MISSING.search(test.message):
        return test.question, "", "missing"
    text = normalised(test.message)
    seen = " ".join(_SENTENCE.split(text)[1:])
    return (test.question, "", seen) if seen and "#" not in seen else (test.question, test.name, text)


def _group(key: tuple[str, ...], members: list[tuple[str, TestResult]]) -> Misconception:
    tests = list(dict.fromkeys(test.name for _, test in members))
    return Misconception(
        question=key[0],
        tests=tuple(tests),
        hidden=all(test.hidden for _, test in members),
        message=Counter(test.message for _, test in members).most_common(1)[0][0],
        submissions=tuple(sorted({submission for submission, _ in members})),
        missing=key[-1] == "missing" and key[1] == "",
    )
