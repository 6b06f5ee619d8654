"""Kernels in containers of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from autograder.course import Lab
from autograder.engines import Engine
from autograder.errors import CourseError
from autograder.kernel.kernels import Kernels


@contextmanager
def open_containers(engine: Engine, lab: Lab) -> Iterator[Kernels]:
    raise CourseError(f"no engine {engine.name} yet for {lab.name}", mend="Grade with --engine local")
    yield
