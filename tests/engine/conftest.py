"""Fixtures of the engine's tests: one warm process for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

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
    return partial(grade_cells, kernels)


def grade_cells(kernels: Kernels, tests: Bundle, *cells: str, seed: int = 7, **limits: float) -> Result:
    return grade(Submission("s", "s.ipynb", notebook(*cells)), tests, Limits(**limits), kernels, seed=seed)


@pytest.fixture
def run_with() -> Callable[..., Result]:
    """The same with other kernels: `run_with(kernels, bundle, *cells, **limits)`."""
    return grade_cells
