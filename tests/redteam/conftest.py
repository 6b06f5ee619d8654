"""Fixtures of the red team: one warm process for each lab, two processes that grade, all attacks on their way."""

from __future__ import annotations

import multiprocessing
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import cache

import pytest

from autograder.course import load_course
from autograder.errors import CourseError
from autograder.kernel import open_kernels
from autograder.kernel.sandbox import Wish
from tests.redteam.attack import Attack
from tests.redteam.field import (
    BASES,
    COURSES,
    ENVIRONMENT,
    Played,
    Stage,
    grade_base,
    make_stage,
    play,
    skip_reason,
    use_folder_of_its_own,
)

SANDBOX: Wish = os.environ.get("REDTEAM_SANDBOX", "any")  # type: ignore[assignment]

collect_ignore = ["attacks", "answers"]  # nothing there may run here

Playing = Callable[[Attack], "Future[Played]"]


@pytest.fixture(scope="session")
def canary() -> str:
    return f"canary-{secrets.token_hex(8)}"


@pytest.fixture(scope="session")
def pool(canary: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessPoolExecutor]:
    os.environ[ENVIRONMENT] = canary
    folder = str(tmp_path_factory.mktemp("t"))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, context, use_folder_of_its_own, (folder,)) as workers:
        yield workers
    del os.environ[ENVIRONMENT]


@pytest.fixture(scope="session")
def stages(
    pool: ProcessPoolExecutor, canary: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Stage]]:
    """The stage of a lab, made when the first attack on it asks."""
    with ExitStack() as stack:
        # services of this machine, for nobody to find
        host = stack.enter_context(socket.socket(socket.AF_UNIX))
        with suppress(OSError):  # another run's is as good
            host.bind("\0redteam-host")
            host.listen()
        stack.enter_context(socket.create_server(("127.0.0.1", 0)))

        @cache
        def stage(name: str) -> Stage:
            lab = load_course(COURSES[name]).lab(name)
            opened = open_kernels(preload=lab.preload, threads=lab.threads, sandbox=SANDBOX)
            try:
                kernels = stack.enter_context(opened)
            except CourseError as error:  # that sandbox was asked for by name
                pytest.skip(error.what)
            made = make_stage(name, tmp_path_factory.mktemp("grader") / name, kernels, canary)
            honest = {base: pool.submit(grade_base, made, base) for base in BASES[name]}
            return replace(made, honest={base: future.result() for base, future in honest.items()})

        yield stage


@pytest.fixture(scope="session")
def playing(
    request: pytest.FixtureRequest, pool: ProcessPoolExecutor, stages: Callable[[str], Stage]
) -> Playing:
    """The future of an attack: all that are to be tested are begun at once, and graded two at a time."""
    begun: dict[str, Future[Played]] = {}

    def begin(attack: Attack) -> Future[Played]:
        if not begun:
            for item in request.session.items:
                other = getattr(item, "callspec", None) and item.callspec.params.get("attack")
                if isinstance(other, Attack) and not skip_reason(other, stages(other.lab)):
                    begun[other.name] = pool.submit(play, stages(other.lab), other)
        if attack.name not in begun:
            begun[attack.name] = pool.submit(play, stages(attack.lab), attack)
        return begun[attack.name]

    return begin
