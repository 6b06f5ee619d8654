"""The page on which people read answers, in a real browser: points typed, downloaded, and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.bundle import Criterion, ManualQuestion
from autograder.course import Lab
from autograder.marks import Mark
from autograder.outcomes import Answer, Outcome, Result
from autograder.report import Scheme, manual_page
from autograder.scores import read_scores

LAB = Lab("m01", "A mini lab", 4.0, Path("."))
QUESTIONS = {"q2": ManualQuestion(4.0, "Why?", (Criterion(2.0, "says `why`"), Criterion(2.0, "how")), ("c",))}
TEXTS = {"alice": "Because.", "bob": "Because.", "carol": "A longer answer,\nof two lines.", "dave": ""}
Violations = Callable[[Any], list[str]]


def html() -> str:
    results = [
        Result(name, "m01", Outcome.GRADED, answers=(Answer("q2", 4.0, text),))
        for name, text in TEXTS.items()
    ]
    marks = [Mark("carol", "q2", Answer("q2", 4.0, "older").digest, 3.0, 4.0, "Good.")]
    return manual_page(LAB, Scheme.of(LAB, ("q2",), results, QUESTIONS, marks), results)


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
def test_it_is_accessible(
    open_page: Callable[..., Any], violations: Violations, width: int, dark: bool
) -> None:
    assert violations(open_page(html(), width=width, dark=dark)) == []


def test_what_is_typed_comes_back_as_scores(open_page: Callable[..., Any], tmp_path: Path) -> None:
    page = open_page(html())
    page.fill("fieldset[data-submission=alice] input", "3.5")
    page.fill("fieldset[data-submission=alice] textarea", '=1+1, "quoted"')
    page.click("button.copy")
    page.fill("fieldset[data-submission=carol] input", "4")
    assert page.inner_text("#progress") == "3 of 4 have points · not downloaded yet"
    with page.expect_download() as found:
        page.click("#download")
    found.value.save_as(tmp_path / "scores.csv")
    assert found.value.suggested_filename == "m01-scores.csv"
    scores = {score.submission: score for score in read_scores([tmp_path / "scores.csv"], QUESTIONS)}
    assert {name: score.points for name, score in scores.items()} == {"alice": 3.5, "bob": 3.5, "carol": 4.0}
    assert scores["bob"].comment == '=1+1, "quoted"'
    assert "not downloaded" not in page.inner_text("#progress")


def test_points_out_of_range_are_not_downloaded(open_page: Callable[..., Any]) -> None:
    page = open_page(html())
    page.fill("fieldset[data-submission=alice] input", "9")
    page.click("#download")
    assert "not downloaded yet" in page.inner_text("#progress")
    assert page.evaluate("document.activeElement.closest('fieldset').dataset.submission") == "alice"


def test_enter_goes_to_the_next_answer(open_page: Callable[..., Any]) -> None:
    page = open_page(html())
    first = page.locator("fieldset input").first
    first.focus()
    first.press("Enter")
    assert page.evaluate("document.activeElement === document.querySelectorAll('fieldset input')[1]")
