"""`results.json` in Gradescope's schema, also read by other tools.

Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

from typing import Any

from autograder.course import Lab
from autograder.late import Lateness
from autograder.marks import Reading
from autograder.outcomes import Outcome, QuestionResult, Result, TestResult
from autograder.people import HandIn
from autograder.report import words
from autograder.report.scheme import Row, Scheme, lateness_of

Json = dict[str, Any]


def gradescope_results(lab: Lab, scheme: Scheme, result: Result, hand_in: HandIn | None = None) -> Json:
    """One submission's results; without a score where the fault is ours: Gradescope then shows a failed run.

    `score` is what was earned, whenever it came in; `extra_data` says what being late costs.
    """
    row = scheme.row(result)
    late = lateness_of(lab, hand_in or HandIn.by(result.submission))
    notes = [*words.notes(result, lab), words.late_note(late, row.total, row.points)]
    report: Json = {
        "execution_time": round(result.seconds.get("total", 0.0), 1),  # no finer: a clock can tell secrets
        "output": "\n\n".join(note for note in notes if note),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"lab": lab.name, "outcome": str(result.outcome)},
    }
    if lab.late is not None or late.late:
        report["extra_data"] |= _late(late, row)
    if result.outcome is Outcome.OUR_FAULT:
        return report
    if scheme.manual:
        report["extra_data"] |= {"unread_points": row.unread, "status": row.status}
    tests = [entry for question in result.questions for entry in _question(question)]
    tests += [_reading(name, found) for name, found in scheme.readings(result).items()]
    return {"score": row.total, **report, "tests": tests}


def _late(late: Lateness, row: Row) -> Json:
    """None says that it is not known."""
    return {
        "late": words.late(late),
        "late_days": late.days,
        "late_percent": late.percent,
        "after_late": late.after(row.total, row.points),
    }


def _reading(name: str, found: Reading) -> Json:
    """An answer that people read; without a score while it waits, which Gradescope then shows as a remark."""
    about: Json = {
        "name": f"{name}: read by a person",
        "output": "\n\n".join(words.reading_notes(found)),
        "output_format": "text",
        "visibility": "after_published",
    }
    if found.score is None:
        return about
    full = found.score >= found.answer.points
    marked = {
        "score": found.score,
        "max_score": found.answer.points,
        "status": "passed" if full else "failed",
    }
    return {**about, **marked}


def _question(question: QuestionResult) -> list[Json]:
    if not words.is_all_or_nothing(question):
        return [_test(test) for test in question.tests]
    whole = {
        "name": f"{question.name}: all or nothing",
        "score": question.score,
        "max_score": question.points,
        "status": "passed" if question.score >= question.points else "failed",
        "visibility": "after_published",
    }
    unscored = [_test(test) for test in question.tests]
    for entry in unscored:
        del entry["score"], entry["max_score"]
    return [whole, *unscored]


def _test(test: TestResult) -> Json:
    return {
        "name": f"{test.question}: {words.title_of_test(test.name)}",
        "score": test.score,
        "max_score": test.points,
        "status": "passed" if test.passed else "failed",
        "output": words.message(test),
        "output_format": "text",
        "visibility": "after_published" if test.hidden else "visible",
    }
