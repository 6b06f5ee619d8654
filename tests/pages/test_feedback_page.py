"""The student's page in a real browser: accessible, and readable on a phone and in the dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Lab
from autograder.outcomes import Outcome, QuestionResult, Result, TestResult
from autograder.report import Scheme, feedback_page

LAB = Lab("m01", "A mini lab", 2.0, Path("."))


def html() -> str:
    passed = TestResult("q1", "test_shape", False, True, 1.0)
    failed = TestResult("q1", "test_eval", True, False, 1.0, "`x` is random in eval mode: look at dropout.")
    result = Result("alice", "m01", Outcome.GRADED, (QuestionResult("q1", 1.0, 2.0, (passed, failed)),))
    return feedback_page(LAB, Scheme.of(LAB, ("q1",), [result]), result)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_accessible(
    open_page: Callable[..., Any], violations: Callable[[Any], list[str]], width: int, dark: bool
) -> None:
    assert violations(open_page(html(), width=width, dark=dark)) == []


def test_a_fault_would_be_found(
    open_page: Callable[..., Any], violations: Callable[[Any], list[str]]
) -> None:
    broken = html().replace("<main>", '<main><p style="color: #999; background: #aaa">grey on grey</p>')
    assert any(line.startswith("color-contrast") for line in violations(open_page(broken)))
