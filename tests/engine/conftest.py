"""Fixtures of the engine's tests: one warm process for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from autograder.bundle import Bundle
from autograder.course import Limits
from autograder.grade import grade
from autograder.kernel import Kernels, open_kernels
from autograder.outcomes import Result
from autograder.submissions import Submission
from tests.engine.making import notebook


@pytest.fixture(scope="session")
def kernels() -> Iterator[Kernels]:
    with open_kernels(preload=["numpy", "torch"]) as opened:
        yield opened


@pytest.fixture
def run(kernels: Kernels) -> Callable[..., Result]:
    """Grades a notebook of code cells: `run(bundle, *cells, **limits)`."""

    def grade_cells(tests: Bundle, *cells: str, seed: int = 7, **limits: float) -> Result:
        return grade(
            Submission("s", "s.ipynb", notebook(*cells)), tests, Limits(**limits), kernels, seed=seed
        )

    return grade_cells
