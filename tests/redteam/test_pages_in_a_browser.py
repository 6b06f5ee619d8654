"""Pages made of hostile names, messages and answers run nothing in a real browser, even without their policy."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.bundle import Criterion, ManualQuestion
from autograder.course import Lab
from autograder.outcomes import Answer, CellEvent, Outcome, QuestionResult, Result, TestResult
from autograder.report import GradedClass, Scheme, feedback_page, index_page, manual_page

SCRIPT = "document.documentElement.className = 'pwned'"
MARKUP = (
    f'</title></style></textarea></script><script>{SCRIPT}</script><img src="x" onerror="{SCRIPT}">'
    f'<svg onload="{SCRIPT}"></svg><a href="javascript:{SCRIPT}" autofocus onfocus="{SCRIPT}">shown as text</a>'
    f"\"' onmouseover={SCRIPT} {{{{ 7 * 7 }}}} \x1b[31mred `<b>code</b>`"
)
LAB = Lab("lab", "A lab", 2.0, Path("."))


@pytest.fixture(scope="session")
def browser() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium or Chrome here to open pages in")


def hostile_result() -> Result:
    """Markup wherever a result has text."""
    test = TestResult("q1", f"test_{MARKUP}", True, False, 1.0, MARKUP, MARKUP)
    return Result(
        MARKUP,
        "lab",
        Outcome.RAISED,
        (QuestionResult(MARKUP, 0.0, 1.0, (test,)),),
        MARKUP,
        (CellEvent(1, MARKUP, MARKUP), CellEvent(2, "ValueError", MARKUP)),
        answers=(Answer("q2", 1.0, MARKUP),),
    )


def pages() -> dict[str, str]:
    """The three kinds of pages, without the policy that would stop scripts by itself."""
    result = hostile_result()
    unreadable = Result(MARKUP, "lab", Outcome.UNREADABLE, (), MARKUP)
    manual = {"q2": ManualQuestion(1.0, "Why?", (Criterion(1.0, "Because."),), ("cell",))}
    scheme = Scheme.of(LAB, (MARKUP, "q2"), [result], manual)
    made = {
        "feedback": feedback_page(LAB, scheme, result),
        "unreadable": feedback_page(LAB, scheme, unreadable),
        "index": index_page(GradedClass(LAB, scheme, (result, unreadable))),
        "manual": manual_page(LAB, scheme, [result]),
    }
    return {
        name: re.sub(r"<meta http-equiv=.Content-Security-Policy[^>]*>", "", page)
        for name, page in made.items()
    }


def dom(browser: str, page: str, folder: Path) -> str:
    """The page's document after its scripts have run."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    quiet = (
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    )
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder}/profile",
        *quiet,
    ]
    command += ["--virtual-time-budget=3000", "--dump-dom", (folder / "page.html").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


def ran_a_script(document: str) -> bool:
    return bool(re.search(r"<html[^>]*pwned", document))


@pytest.mark.parametrize("name", ["feedback", "unreadable", "index", "manual"])
def test_no_script_of_a_students_runs(browser: str, name: str, tmp_path: Path) -> None:
    document = dom(browser, pages()[name], tmp_path)
    assert not ran_a_script(document)
    assert "shown as text&lt;/a&gt;" in document


def test_a_script_that_is_markup_would_be_seen(browser: str, tmp_path: Path) -> None:
    page = pages()["feedback"].replace("<main>", f"<main><script>{SCRIPT}</script>")
    assert ran_a_script(dom(browser, page, tmp_path))


def test_the_policy_alone_stops_scripts_too(browser: str, tmp_path: Path) -> None:
    result = hostile_result()
    page = feedback_page(LAB, Scheme.of(LAB, (MARKUP,), [result]), result)
    assert "Content-Security-Policy" in page
    page = page.replace("<main>", f'<main><script>{SCRIPT}</script><img src="x" onerror="{SCRIPT}">')
    assert not ran_a_script(dom(browser, page, tmp_path))
