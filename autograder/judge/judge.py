"""The judge: runs a bundle's tests, here and not in the student's process, on what the probe brings."""

from __future__ import annotations

import importlib
import random
import re
import secrets
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

import numpy as np
from labkit.measure import Measured, observing
from labkit.place import importing_from
from otter.test_files.abstract_test import TestCase, TestCaseResult
from otter.test_files.exception_test import ExceptionTestFile

from autograder.endings import ENDED, GONE, LATE, LATE_HERE, USED_UP
from autograder.gpu_memory import IN_A_TEST, ran_out
from autograder.judge.bounds import JudgeLate, bounded
from autograder.judge.probe import (
    GRACE_SECONDS,
    BadAnswer,
    KernelGone,
    Probe,
    RemoteError,
    TimedOut,
    builtin_exception,
)
from autograder.judge.proxy import Namespace, importer
from autograder.outcomes import QuestionResult, TestResult

_RAISED = "Your code raised {name} when this test used it."
_UNFIT = "This test could not use what your code returned: check its type and its shape against the question."
_MAX_MESSAGE = 1000
_SLACK_SECONDS = 3.0  # so that a kernel that is late is noticed first

Observer = Callable[[str, Measured], None]
"""Told each figure that a test compares with a threshold, with the test's id; see `labkit.measure`."""


class Judge:
    """Judges one submission, question by question, through one probe. With an observer no threshold counts."""

    def __init__(
        self,
        probe: Probe,
        *,
        test_seconds: float,
        total_seconds: float = float("inf"),
        seed: int | None = None,
        observer: Observer | None = None,
    ) -> None:
        self.probe, self.observer = probe, observer
        self.test_seconds, self.total_seconds = test_seconds, total_seconds
        self.seed = secrets.randbits(32) if seed is None else seed
        self.seconds = 0.0
        self._guarded = False  # from the first hidden test on, no text of the kernel's may pass

    def question(self, name: str, source: str) -> QuestionResult:
        """Runs a question's tests. Raises nothing that a submission can cause."""
        file = ExceptionTestFile.from_string(source, path=f"{name}.py")
        if "torch" in source:
            importlib.import_module("torch")  # before the seeding, not inside the first test
        tests = []
        for case in file.test_cases:
            result = self._test(name, case, source)
            tests.append(result)
            file.test_case_results.append(TestCaseResult(case, result.message, result.passed))
        return QuestionResult(name, float(file.score), float(file.possible), tuple(tests))

    def _test(self, question: str, case: TestCase, source: str) -> TestResult:
        name = case.body.test_func.__name__
        self._guarded = self._guarded or bool(case.hidden)
        if not self._guarded:
            self.probe.texts.clear()
        self._seed(question, name)
        start = time.perf_counter()
        with self._observed(f"{question}.{name}"):
            message, detail = self._verdict(case, source)
        seconds = time.perf_counter() - start
        self.seconds += seconds
        passed = message is None
        shown = (case.success_message if passed else case.failure_message) or ""
        text = " ".join(part for part in (shown, message) if part)
        points = float(case.points or 0.0)
        return TestResult(question, name, bool(case.hidden), passed, points, text, detail, round(seconds, 4))

    def _allowed(self) -> float:
        """Seconds for the next test: its own limit, or what all tests together have left."""
        return max(0.0, min(self.test_seconds, self.total_seconds - self.seconds))

    def _observed(self, test: str) -> AbstractContextManager[None]:
        return observing(partial(self.observer, test)) if self.observer else nullcontext()

    def _verdict(self, case: TestCase, source: str) -> tuple[str | None, str]:
        """None and nothing when the test passes; else the message for the student and the detail for staff."""
        first = self.probe.count + 1  # which asks nothing yet
        try:
            self._call(case)
        except KernelGone as error:
            return GONE if self.probe.count <= first else ENDED, str(error)
        except TimedOut:
            used_up = self._allowed() < self.test_seconds
            late = (
                USED_UP.format(seconds=self.total_seconds)
                if used_up
                else LATE.format(seconds=self.test_seconds)
            )
            return late, ""
        except JudgeLate:
            return LATE_HERE.format(seconds=self.test_seconds), "the judge itself was too long at it"
        except BadAnswer as error:
            return _UNFIT, f"the kernel's answer: {error}"
        except RemoteError as error:
            if ran_out(error.for_staff):
                return IN_A_TEST, error.for_staff
            return _RAISED.format(name=_builtin_name(error)), error.for_staff
        except AssertionError as error:
            cause = _cause(error)
            if ran_out(cause):
                return IN_A_TEST, cause
            return self._safe(_said(error), source) or "The answer is not right yet.", cause
        except Exception:
            return _UNFIT, traceback.format_exc(limit=-5)
        return None, ""

    def _call(self, case: TestCase) -> None:
        """Runs a test within its bounds. Raises: what it raises, or what it kept to itself of the probe's faults."""
        with (
            self.probe.limit(self._allowed()),
            importing_from(importer(self.probe)),
            warnings.catch_warnings(action="ignore"),  # a library's advice to the test's author
            bounded(self._allowed() + GRACE_SECONDS + _SLACK_SECONDS),
        ):
            self.probe.forget()
            case.body.call_func(Namespace(self.probe))
            if (
                fault := self.probe.taken.fault
            ) is not None:  # a test's own `except` must not make a verdict of it
                raise fault

    def _seed(self, question: str, name: str) -> None:
        """Fresh inputs for each run, the same for the same seed."""
        mixed = np.random.SeedSequence([self.seed, *f"{question}.{name}".encode()]).generate_state(1)[0]
        random.seed(int(mixed))
        np.random.seed(int(mixed))
        if "torch" in sys.modules:
            sys.modules["torch"].manual_seed(int(mixed))

    def _safe(self, message: str, source: str) -> str:
        """The message without any text that the student's process made and the test itself does not say."""
        message = message[: 10 * _MAX_MESSAGE]
        if self._guarded and message:
            message = self.probe.texts.hide(message, source)
        return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", message)[:_MAX_MESSAGE]


def _said(error: AssertionError) -> str:
    """A failed test's words; none where they are an object of the kernel's, which would have to be asked."""
    try:
        return str(error)
    except Exception:
        return ""


def _cause(error: AssertionError) -> str:
    """What the student's code raised, where a check made a sentence of it."""
    cause = error.__cause__
    return cause.for_staff if isinstance(cause, RemoteError) else ""


def _builtin_name(error: RemoteError) -> str:
    """The builtin exception's name, never one that the kernel made up."""
    classes = [found for name in error.kernel_names if (found := builtin_exception(name)) is not None]
    return classes[0].__name__ if classes else "an exception"


def zero(tests: Mapping[str, str], message: str) -> tuple[QuestionResult, ...]:
    """What a submission gets whose notebook cannot be run at all: every test failed, with that message."""
    questions = []
    for name, source in tests.items():
        file = ExceptionTestFile.from_string(source, path=f"{name}.py")
        failed = tuple(
            TestResult(name, c.body.test_func.__name__, bool(c.hidden), False, float(c.points or 0), message)
            for c in file.test_cases
        )
        questions.append(QuestionResult(name, 0.0, float(file.possible), failed))
    return tuple(questions)
