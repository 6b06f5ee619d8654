"""The student's page in a real browser: accessible, and readable on a phone, in the dark and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from autograder.bundle import Criterion, ManualQuestion
from autograder.course import Lab
from autograder.late import LatePolicy
from autograder.outcomes import Answer, CellEvent, Outcome, QuestionResult, Result, TestResult
from autograder.people import HandIn, Person
from autograder.report import Scheme, feedback_page

DUE = datetime.fromisoformat("2026-12-01T23:59:00+01:00")
LAB = Lab("m01", "A mini lab: how neural networks learn", 9.0, Path("."), due=DUE, late=LatePolicy(10.0))
MANUAL = {"q3": ManualQuestion(4.0, "Why?", (Criterion(4.0, "Because."),), ("c",))}
MARKUP = "</title></style><script>document.documentElement.className='pwned'</script><b onclick=x>\" `<i>`"
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 9

Open = Callable[..., Any]
Find = Callable[[Any], list[str]]


def failed(name: str, message: str, *, hidden: bool = True, question: str = "q2") -> TestResult:
    return TestResult(question, name, hidden, False, 0.5, message)


def passed(name: str, *, hidden: bool = True, question: str = "q1") -> TestResult:
    return TestResult(question, name, hidden, True, 0.5)


def question(*tests: TestResult) -> QuestionResult:
    return QuestionResult(
        tests[0].question, sum(test.score for test in tests), sum(t.points for t in tests), tests
    )


ALL = question(
    passed("test_shape", hidden=False),
    *(passed(f"test_mask_number_{n}_is_new_at_each_call") for n in range(9)),
)
SOME = question(
    failed(
        "test_logits", "One score per class. `logits` has shape (32, 5), but should be (32, 2).", hidden=False
    ),
    passed("test_dtype", hidden=False, question="q2"),
    passed("test_list_is_left_alone", question="q2"),
    failed("test_eval", "Look at whether dropout is off after model.eval(). Two calls differ by 0.31."),
)


def page(
    *questions: QuestionResult,
    outcome: Outcome = Outcome.GRADED,
    people: tuple[Person, ...] = (Person("ada", "Ada Álvarez"),),
    at: str = "",
    answers: tuple[Answer, ...] = (),
    **more: Any,
) -> str:
    result = Result("s1", "m01", outcome, questions, answers=answers, **more)
    scheme = Scheme.of(LAB, ("q1", "q2", "q3"), [result], MANUAL if answers else {})
    return feedback_page(LAB, scheme, result, HandIn("s1", people, at=at))


def hostile() -> QuestionResult:
    tests = [failed(f"test_{text}", f"Look at {text}. {text}") for text in (MARKUP, LONG)]
    return question(*tests, passed(f"test_{LONG}"), passed(f"test_{MARKUP}"))


PAGES: dict[str, Callable[[], str]] = {
    "some failed": lambda: page(ALL, SOME, at="2026-12-03T12:00:00+01:00"),
    "all passed": lambda: page(ALL),
    "hostile": lambda: page(
        hostile(),
        people=(Person("x", MARKUP), Person("y", LONG)),
        outcome=Outcome.RAISED,
        events=(CellEvent(3, MARKUP), CellEvent(4, "NameError")),
    ),
    "timed out": lambda: page(SOME, outcome=Outcome.TIMED_OUT, events=(CellEvent(7, "Timeout"),)),
    "unreadable": lambda: page(outcome=Outcome.UNREADABLE, detail=f"the file is not a notebook: {LONG}"),
    "our fault": lambda: page(outcome=Outcome.OUR_FAULT, detail="disk"),
    "unread": lambda: page(ALL, answers=(Answer("q3", 4.0, f"Because\n\n{LONG} {MARKUP}"),)),
    "nothing yet": lambda: page(
        question(*(failed(f"test_{n}", f"Look at {n}. `fit` is not there yet.") for n in range(12)))
    ),
}


SCREENS = [(name, *screen) for name in PAGES for screen in ((390, True), (1280, False))]
SCREENS += [("some failed", 390, False), ("some failed", 1280, True)]


@pytest.mark.parametrize(("name", "width", "dark"), SCREENS)
def test_it_is_accessible_and_as_wide_as_its_screen(
    open_page: Open, violations: Find, name: str, width: int, dark: bool
) -> None:
    shown = open_page(PAGES[name](), width=width, dark=dark)
    assert violations(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.evaluate("document.documentElement.className") == ""


@pytest.mark.parametrize(("name", "dark"), [("some failed", True), ("hostile", False), ("unread", True)])
def test_on_paper_all_is_there_in_dark_ink(open_page: Open, violations: Find, name: str, dark: bool) -> None:
    shown = open_page(PAGES[name](), width=720, dark=dark)
    shown.emulate_media(media="print")
    assert violations(shown) == []
    assert not shown.locator("nav").is_visible()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 720
    assert shown.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert all(written.is_visible() for written in shown.locator(".written").all())


def test_a_fault_would_be_found(open_page: Open, violations: Find) -> None:
    broken = PAGES["all passed"]().replace(
        "<main>", '<main><p style="color: #999; background: #aaa">grey on grey</p>'
    )
    assert any(line.startswith("color-contrast") for line in violations(open_page(broken)))


def test_what_failed_comes_first_and_public_and_hidden_apart(open_page: Open) -> None:
    shown = open_page(PAGES["some failed"]())
    second = shown.locator("section").nth(1)
    assert [heading.inner_text() for heading in second.locator("h3").all()] == [
        "Public tests in your notebook",
        "Hidden tests on other inputs",
    ]
    text = second.inner_text()
    order = ["logits", 'grader.check("q2")', "dtype", "Hidden tests", "eval", "list is left alone"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert 'grader.check("q1")' not in shown.content()


def test_what_to_look_at_stands_apart_from_what_was_seen(open_page: Open) -> None:
    shown = open_page(PAGES["some failed"]())
    item = shown.locator(".failed").nth(1)
    assert item.locator(".look").inner_text() == "Look at whether dropout is off after model.eval()."
    assert item.locator(".message").inner_text() == "Two calls differ by 0.31."


def test_what_all_that_failed_say_alike_is_said_once(open_page: Open) -> None:
    shown = open_page(PAGES["nothing yet"]())
    assert shown.locator("main").inner_text().count("is not there yet") == 1
    assert shown.locator(".alike").inner_text() == "In all 12 tests that failed: fit is not there yet."
    assert shown.locator(".look").nth(11).inner_text() == "Look at 11."


def test_being_late_is_told_beside_the_score(open_page: Open) -> None:
    shown = open_page(PAGES["some failed"]())
    assert shown.locator(".score").inner_text().split() == ["6", "of", "7", "points", "85", "%"]
    told = (
        "Handed in 2 days late. That costs 20 % of the lab's 7 points: of the 6 that you earned, 4.6 count."
    )
    assert shown.get_by_role("note").first.inner_text() == told


def test_people_are_called_by_their_names(open_page: Open) -> None:
    group = (Person("ada", "Ada Álvarez"), Person("s77"))
    shown = open_page(page(ALL, people=group))
    assert shown.locator(".student").inner_text() == "Ada Álvarez, s77 handed in together"
    assert shown.title() == "A mini lab: how neural networks learn – Ada Álvarez, s77"
    assert "handed in together" not in PAGES["all passed"]()


def test_the_keyboard_leads_to_each_question_and_answer(open_page: Open) -> None:
    shown = open_page(PAGES["unread"](), width=390, height=500)
    for target in ("#question-1", "#question-2"):
        shown.keyboard.press("Tab")
        assert shown.evaluate("document.activeElement.getAttribute('href')") == target
        assert shown.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    shown.keyboard.press("Enter")
    assert shown.url.endswith("#question-2")
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.tagName") == "SUMMARY"
    shown.keyboard.press("Enter")
    assert shown.locator(".written").is_visible()


def test_who_passed_all_is_not_told_how_to_go_on(open_page: Open) -> None:
    assert open_page(PAGES["all passed"]()).get_by_text("How to go on").count() == 0
    assert open_page(PAGES["some failed"]()).get_by_text("How to go on").count() == 1


def test_an_unreadable_notebook_is_told_what_to_do(open_page: Open) -> None:
    text = open_page(PAGES["unreadable"]()).locator("main").inner_text()
    assert "The file is not a notebook" in text
    assert "hand in the zip file that its last cell makes" in text
