"""What the whole suite shares: the server of grading workers, and each lab compiled once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from autograder.build import Compiled, compile_lab
from autograder.course import Lab, load_course
from autograder.local import get_ready

pytest.register_assert_rewrite("tests.faults.checking")  # its assertions then show what they compared

COURSE = load_course(Path(__file__).parents[1])


def pytest_collection_finish(session: pytest.Session) -> None:
    """Has the workers' server import, meanwhile, what all labs need: it can be told so only before its first use."""
    if any(item.path.name == "test_course.py" for item in session.items):
        get_ready(tuple(dict.fromkeys(name for lab in COURSE.labs for name in lab.preload)))


@pytest.fixture(scope="session")
def compiled() -> Callable[[Lab], Compiled]:
    """Compiles a lab, each at most once."""
    return cache(compile_lab)
