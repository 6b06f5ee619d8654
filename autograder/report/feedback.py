"""The page that a student reads, and the class's table that leads to all of them."""

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
from autograder.outcomes import Outcome, QuestionResult, Result
from autograder.people import HandIn
from autograder.report import words
from autograder.report.scheme import GradedClass, Scheme

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Part:
    """A question on a student's page: graded by tests, or read by people."""

    name: str
    score: float | None
    points: float
    question: QuestionResult | None = None
    reading: Reading | None = None


def feedback_page(lab: Lab, scheme: Scheme, result: Result, hand_in: HandIn | None = None) -> str:
    """One student's page: self-contained HTML, of which only the templates are markup."""
    tests = result.tests
    return render(
        "feedback.html",
        lab=lab,
        parts=_parts(scheme, result),
        row=scheme.row(result),
        result=result,
        graded=result.outcome not in (Outcome.OUR_FAULT, Outcome.UNREADABLE),
        notes=words.notes(result, lab),
        passed=sum(test.passed for test in tests),
        tests=len(tests),
        any_hidden=any(test.hidden for test in tests),
    )


def index_page(graded: GradedClass) -> str:
    """The class's table, for staff; each id leads to the student's page."""
    return render("index.html", lab=graded.lab, scheme=graded.scheme, students=graded.students)


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
        message=words.message,
        code=code_spans,
        reading_notes=words.reading_notes,
        flowing=words.flowing,
        address=quote,
    )
    environment.globals.update(count=words.count, is_all_or_nothing=words.is_all_or_nothing)
    return environment
