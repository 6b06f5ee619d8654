"""The instructor's page in a real browser: tried as one uses it, by mouse, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from autograder.late import LatePolicy
from autograder.outcomes import CellEvent, CellRun, Outcome, QuestionResult, Result, TestResult
from autograder.people import HandIn, Person, Roster
from autograder.report import GradedClass, Scheme, index_page
from tests.insight.made import LAB, made_class
from tests.insight.test_pairs import cell, program

Open = Callable[..., Any]
EVIL = "</title></style></script><script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"


@pytest.fixture(scope="module")
def html() -> str:
    """A class of 16 with two who wrote the same, and someone who handed in nothing."""
    return index_page(with_notebooks(made_class(16), "s0007", "s0009", "s0011"))


def with_notebooks(graded: GradedClass, *names: str, head: str = "") -> GradedClass:
    """The first two wrote the same but for names."""
    notebooks = {}
    for number, name in enumerate(names):
        code = head + (program(9) if number > 1 else program(1).replace("x", f"v{number}"))
        notebooks[name] = json.dumps({"cells": [cell(code), cell('grader.check("q1")')]}).encode()
    return replace(graded, notebooks=notebooks)


def column(page: Any, number: int) -> list[str]:
    return [
        text.strip()
        for text in page.eval_on_selector_all(
            f"#students tbody tr:not([hidden]) > :nth-child({number})",
            "cells => cells.map(c => c.textContent)",
        )
    ]


def header(page: Any, name: str) -> Any:
    return page.get_by_role("region", name="Scores of the class").get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
def test_it_is_accessible_with_all_opened(
    open_page: Open, violations: Callable[[Any], list[str]], html: str, width: int, dark: bool
) -> None:
    page = open_page(html, width=width, dark=dark)
    page.eval_on_selector_all("details", "all => all.forEach(one => (one.open = true))")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_search_counts_what_it_finds(open_page: Open, html: str) -> None:
    page = open_page(html)
    status = page.get_by_role("status")
    assert status.inner_text() == "21 of 21"
    page.get_by_label("Search").fill("bjorn EK")  # Björn Ek
    assert column(page, 2) == ["Björn Ek"]
    assert status.inner_text() == "1 of 21"
    page.get_by_label("Search").fill("not handed in")
    assert len(column(page, 1)) == 5
    page.get_by_label("Search").fill("nobody at all")
    assert (column(page, 1), status.inner_text()) == ([], "0 of 21")
    page.get_by_label("Search").fill("")
    assert len(column(page, 1)) == 21


def test_sorting_by_numbers_has_those_without_one_last(open_page: Open, html: str) -> None:
    page = open_page(html)
    header(page, "Total").click()
    totals = column(page, 9)
    known = [float(text) for text in totals if text != "–"]
    assert known == sorted(known)
    assert len(set(known)) > 5
    assert totals.index("–") == len(known)
    header(page, "Total").click()
    again = column(page, 9)
    assert again[: len(known)] == [text for text in reversed(totals) if text != "–"]
    assert again[len(known) :] == totals[len(known) :]


def test_sorting_by_keyboard_tells_the_direction(open_page: Open, html: str) -> None:
    page = open_page(html)
    page.get_by_label("Search").focus()
    page.keyboard.press("Tab")  # the region that scrolls
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Name"
    page.keyboard.press("Enter")
    names = column(page, 2)
    assert names == sorted(names, key=plain)
    assert page.eval_on_selector_all("#students th[aria-sort]", "all => all.map(one => one.ariaSort)") == [
        "ascending"
    ]
    page.keyboard.press("Space")
    assert [plain(name) for name in column(page, 2)] == sorted(map(plain, names), reverse=True)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.eval_on_selector_all("#students th[aria-sort]", "all => all.map(one => one.textContent)") == [
        "q1"
    ]


def plain(name: str) -> str:
    return (
        "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalpha() or c == " ")
        .replace("ı", "i")
        .lower()
    )


def test_without_scripts_it_is_a_plain_table(browser: Any, html: str, tmp_path: Any) -> None:
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert not page.get_by_label("Search").is_visible()
    assert page.locator("#students tbody tr").count() == 21
    assert page.locator("#students button").count() == 0
    context.close()


def test_every_students_feedback_is_linked_and_groups_share_one(open_page: Open) -> None:
    one = Result("team", LAB.name, Outcome.GRADED, seconds={"total": 1.0})
    graded = GradedClass(
        LAB,
        Scheme.of(LAB, ["q1"], [one]),
        (one,),
        {"team": HandIn("team", (Person("ann", "Ann"), Person("ben", "Ben")))},
        Roster((Person("cy", "Cy"),)),
    )
    page = open_page(index_page(graded))
    links = page.eval_on_selector_all(
        "#students a", "all => all.map(one => [one.textContent, one.getAttribute('href')])"
    )
    assert links == [["ann", "feedback/team.html"], ["ben", "feedback/team.html"]]
    assert "Ann and Ben" in page.locator("#times").inner_text() or not one.seconds


def test_lateness_and_its_cost_have_columns_of_their_own(open_page: Open) -> None:
    graded = made_class(16)  # the first and the twelfth were late, by how much is not known
    assert "After late" not in index_page(graded)
    page = open_page(index_page(replace(graded, lab=replace(LAB, late=LatePolicy(10.0)))))
    assert column(page, 12)[:2] == ["–", column(page, 9)[1]]
    assert column(page, 11)[:2] == ["late, by how much is not known", "–"]


def test_our_faults_come_first_and_who_is_absent_is_named(open_page: Open, html: str) -> None:
    page = open_page(html)
    assert "s0003" in page.locator("header .note").inner_text()
    page.get_by_text("5 students handed in nothing").click()
    assert "Ada Sato" not in html
    assert page.locator("#class details .names li").count() == 5


def test_pairs_are_shown_side_by_side_and_only_to_be_looked_at(open_page: Open, html: str) -> None:
    page = open_page(html)
    pairs = page.locator(".pair")
    assert pairs.count() == 1
    assert re.search(r"\d+ of \d+ fingerprints shared \(100 %\)", pairs.inner_text())
    pairs.get_by_text("The longest shared passages").click()
    left, right = pairs.locator("pre").all()
    assert left.bounding_box()["y"] == right.bounding_box()["y"]
    assert left.inner_text().startswith("v00 =")
    assert right.inner_text().startswith("v10 =")
    text = page.locator("body").inner_text().lower()
    assert not any(word in text for word in ("cheat", "plagiar", "guilt", "suspect", "fraud"))


def test_charts_say_in_words_what_they_show(open_page: Open, html: str) -> None:
    page = open_page(html)
    images = page.get_by_role("img").all()
    assert len(images) == 3
    for image in images:
        name = image.get_attribute("aria-labelledby").split()
        assert all(page.locator(f"#{part}").text_content() for part in name)


@pytest.mark.parametrize("dark", [False, True])
def test_charts_have_the_pages_colours(open_page: Open, html: str, dark: bool) -> None:
    page = open_page(html, dark=dark)
    style = "one => getComputedStyle(one).fill"
    bars = page.eval_on_selector("figure svg path[style*='--accent']", style)
    accent = page.evaluate("getComputedStyle(document.querySelector('a')).color")
    assert bars == accent
    assert page.eval_on_selector("figure svg text", style) != bars
    assert not re.search(r"#0[1-5]0[1-5]0[1-5]", html)


def test_the_same_class_gives_the_same_bytes(html: str) -> None:
    assert html == index_page(with_notebooks(made_class(16), "s0007", "s0009", "s0011"))


def test_hostile_names_messages_and_code_stay_text(open_page: Open) -> None:
    test = TestResult("q1", f"test_{EVIL}", False, False, 1.0, EVIL, EVIL)
    results = [
        Result(
            f"{EVIL}{number}",
            "m01",
            Outcome.RAISED,
            (QuestionResult("$q_1^$" + EVIL, 0.0, 1.0, (test,)),),
            EVIL,
            (CellEvent(1, EVIL, EVIL),),
            {"total": 1.0},
            cells=(CellRun(1, 1.0, EVIL),),
        )
        for number in range(12)
    ]
    scheme = Scheme.of(LAB, ["$q_1^$" + EVIL], results)
    people = {r.submission: HandIn(r.submission, (Person(r.submission, EVIL),), EVIL) for r in results}
    graded = GradedClass(LAB, scheme, tuple(results), people, Roster((Person(EVIL, EVIL),)))
    html = index_page(with_notebooks(graded, *people, head=f'"{EVIL}"\n# {EVIL}\n'))
    html = re.sub(r"<meta http-equiv=.Content-Security-Policy[^>]*>", "", html)
    page = open_page(html)
    page.eval_on_selector_all("details", "all => all.forEach(one => (one.open = true))")
    header(page, "Total").click()
    assert page.title() == "A made-up lab – the class"
    assert page.locator("img").count() == 0
    assert html.count("<script") == 1


def test_nobody_handed_in_anything(open_page: Open, violations: Callable[[Any], list[str]]) -> None:
    graded = GradedClass(LAB, Scheme.of(LAB, ["q1"], []), (), roster=Roster((Person("ann"),)))
    page = open_page(index_page(graded))
    assert "Nobody has a score yet." in page.locator("#scores").inner_text()
    assert violations(page) == []
    empty = replace(graded, roster=Roster())
    assert violations(open_page(index_page(empty))) == []


def test_a_class_of_300_opens_at_once_and_is_small(open_page: Open) -> None:
    html = index_page(made_class(300))
    assert len(html.encode()) < 1_000_000
    pages = [open_page(html) for _ in range(3)]
    times = [page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") for page in pages]
    assert min(times) < 2000  # ms; the least busy moment of a machine that others use, too
    assert pages[0].get_by_role("status").inner_text() == "305 of 305"


def test_the_page_grows_as_the_class_does() -> None:
    small, large = (len(index_page(made_class(size)).encode()) for size in (100, 400))
    assert large < 4 * small


def test_it_prints_without_what_only_a_screen_can_do(open_page: Open, html: str) -> None:
    page = open_page(html)
    page.emulate_media(media="print")
    assert not page.get_by_label("Search").is_visible()
    assert page.eval_on_selector(".tall", "one => getComputedStyle(one).maxHeight") == "none"
