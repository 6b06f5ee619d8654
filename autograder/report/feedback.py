"""The page that a student reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from autograder.course import Lab
from autograder.marks import Reading
from autograder.outcomes import Outcome, QuestionResult, Result, TestResult
from autograder.people import HandIn
from autograder.report import words
from autograder.report.scheme import Scheme, lateness_of

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Group:
    """A question's public tests, or its hidden ones; `seen` is what all that failed in the question say alike."""

    tests: tuple[TestResult, ...]
    seen: str = ""

    @property
    def failed(self) -> list[tuple[TestResult, str, str]]:
        """Each with what to look at, and with what was seen, as far as not all say it alike."""
        return [(test, *self._parts(words.message(test))) for test in self.tests if not test.passed]

    def _parts(self, message: str) -> tuple[str, str]:
        if self.seen:
            return message.removesuffix(self.seen).rstrip(), ""
        return words.look_and_seen(message)

    @property
    def passed(self) -> list[TestResult]:
        return [test for test in self.tests if test.passed]

    @property
    def score(self) -> float:
        return sum(test.score for test in self.tests)

    @property
    def points(self) -> float:
        return sum(test.points for test in self.tests)


@dataclass(frozen=True)
class Part:
    """A question on a student's page: graded by tests, or read by people."""

    name: str
    score: float | None
    points: float
    question: QuestionResult | None = None
    reading: Reading | None = None

    @property
    def full(self) -> bool:
        return self.score is not None and self.score >= self.points

    @property
    def failed(self) -> tuple[TestResult, ...]:
        return tuple(test for test in self.question.tests if not test.passed) if self.question else ()

    @property
    def seen(self) -> str:
        """What all tests that failed say alike, to be told once."""
        return words.shared_end([words.message(test) for test in self.failed])

    @property
    def public(self) -> Group:
        return self._group(hidden=False)

    @property
    def hidden(self) -> Group:
        return self._group(hidden=True)

    def _group(self, *, hidden: bool) -> Group:
        tests = self.question.tests if self.question else ()
        return Group(tuple(test for test in tests if test.hidden is hidden), self.seen)


def feedback_page(lab: Lab, scheme: Scheme, result: Result, hand_in: HandIn | None = None) -> str:
    """The page on one submission: self-contained HTML, of which only the templates are markup."""
    hand_in = hand_in or HandIn.by(result.submission)
    row = scheme.row(result)
    parts = _parts(scheme, result)
    return render(
        "feedback.html",
        lab=lab,
        people=[person.title for person in hand_in.people],
        parts=parts,
        row=row,
        result=result,
        graded=result.outcome not in (Outcome.OUR_FAULT, Outcome.UNREADABLE),
        unreadable=result.outcome is Outcome.UNREADABLE,
        notes=words.notes(result, lab),
        late=words.late_note(lateness_of(lab, hand_in), row.total, row.points),
        failed=[test for part in parts for test in part.failed],
    )


def code_spans(text: str) -> Markup:
    """`text`, escaped, with what stands between backticks set as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # a backtick without a partner is only a character
        return escape(text)
    code = Markup("<code>{}</code>")
    return Markup("").join(code.format(part) if i % 2 else escape(part) for i, part in enumerate(parts))


def _parts(scheme: Scheme, result: Result) -> list[Part]:
    """The student's questions in the notebook's order."""
    parts = {q.name: Part(q.name, q.score, q.points, question=q) for q in result.questions}
    for name, found in scheme.readings(result).items():
        parts[name] = Part(name, found.score, found.answer.points, reading=found)
    order = {name: number for number, name in enumerate(scheme.questions)}
    return sorted(parts.values(), key=lambda part: order.get(part.name, len(order)))


def render(template: str, **values: Any) -> str:
    """One of our templates, in which only the template itself is markup."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        number=words.number,
        question_title=words.question_title,
        title_of_test=words.title_of_test,
        code=code_spans,
        reading_notes=words.reading_notes,
        flowing=words.flowing,
        address=quote,
    )
    environment.globals.update(count=words.count, is_all_or_nothing=words.is_all_or_nothing)
    return environment
