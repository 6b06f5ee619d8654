"""What verifying expects and what it sees: variants × tests, and every surprise among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from autograder.outcomes import Outcome, Result, TestResult
from autograder.verify.variants import Kind, Variant


class Expected(StrEnum):
    """What a test should do on a case."""

    PASS = "pass"
    FAIL = "fail"
    EITHER = "pass or fail"


@dataclass(frozen=True)
class Case:
    """A notebook to grade and what to expect of it.

    `some_fail`: of each of these questions at least one test must fail. `says`: patterns, each matched by the
    message of a test that fails. `own_cell`: a variant's first cell (from 1) that is not the reference's.
    """

    name: str
    kind: str
    expected: Mapping[str, Expected]
    some_fail: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    question: str | None = None
    why: str = ""
    own_cell: int = 1

    @property
    def may_raise(self) -> bool:
        return self.kind in ("blank", Kind.WRONG)


@dataclass(frozen=True)
class Run:
    """One grading of a case, and the seed of its tests' inputs."""

    result: Result
    seed: int

    @property
    def seconds(self) -> float:
        """Wall seconds of cells, tests and the kernel's start."""
        return self.result.seconds.get("total", 0.0)


@dataclass(frozen=True)
class Cell:
    """One test on one case, over all runs. `message` is what a student sees when it fails."""

    expected: Expected
    runs: int
    failures: int
    message: str = ""

    @property
    def flaky(self) -> bool:
        return 0 < self.failures < self.runs

    @property
    def surprise(self) -> bool:
        wrong = {Expected.PASS: self.failures > 0, Expected.FAIL: self.failures < self.runs}
        return wrong.get(self.expected, False)

    @property
    def told(self) -> str:
        """The cell in words."""
        often = f" in {self.failures} of {self.runs} runs" if self.flaky else ""
        seen = f"failed{often}" if self.failures else "passed"
        return f"{'surprise: ' * self.surprise}{seen}, expected: {self.expected}"

    @property
    def symbol(self) -> str:
        """✓ passed, ✗ failed, ~k/n failed in k of n runs; ! before what was not expected."""
        seen = f"~{self.failures}/{self.runs}" if self.flaky else "✗" if self.failures else "✓"
        return f"!{seen}" if self.surprise else seen


@dataclass(frozen=True)
class Surprise:
    """What was not expected; `test` is empty where it is about the whole case."""

    case: str
    test: str
    expected: str
    seen: str
    message: str
    seed: int
    seconds: float
    runs: int = 1
    times: int = 1

    @property
    def line(self) -> str:
        """What was expected and seen, and how to see it again."""
        often = f", in {self.times} of {self.runs} runs" if self.runs > 1 else ""
        about = f"{self.case} · {self.test}" if self.test else self.case
        return (
            f"{about}: expected: {self.expected}; seen: {self.seen} "
            f"(seed {self.seed}{often}, {self.seconds:.1f} s)"
        )


@dataclass(frozen=True)
class Row:
    """A case with what came of it. `seconds` are those of its slowest run."""

    case: Case
    cells: Mapping[str, Cell]
    surprises: tuple[Surprise, ...]
    seconds: float


@dataclass(frozen=True)
class Matrix:
    """One lab: cases × tests. `tests` maps each question to the ids of its tests."""

    lab: str
    title: str
    tests: Mapping[str, Sequence[str]]
    rows: tuple[Row, ...]
    repeat: int = 1
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    hidden: frozenset[str] = field(default_factory=frozenset)

    @property
    def surprises(self) -> tuple[Surprise, ...]:
        return tuple(s for row in self.rows for s in row.surprises)

    @property
    def flaky(self) -> list[tuple[str, str, Cell]]:
        """(case, test, cell) wherever the verdict changed with the seed."""
        return [(r.case.name, test, cell) for r in self.rows for test, cell in r.cells.items() if cell.flaky]

    @property
    def slowest(self) -> list[Row]:
        """The variants by time, longest first."""
        return sorted((r for r in self.rows if r.case.question), key=lambda r: -r.seconds)

    @property
    def times(self) -> str:
        """Where the seconds went, in a line."""
        whole = [f"{row.case.name} {row.seconds:.1f} s" for row in self.rows if row.case.question is None]
        slowest = ", ".join(f"{row.case.name} {row.seconds:.1f} s" for row in self.slowest[:3])
        parts = [
            f"{self.seconds:.1f} s in all",
            *whole,
            *([f"slowest variants: {slowest}"] if slowest else []),
        ]
        return "; ".join(parts)

    def rows_of(self, question: str) -> list[Row]:
        """The rows that have a verdict on that question: reference, blank and its variants."""
        return [row for row in self.rows if row.case.question in (None, question)]


def reference_case(tests: Mapping[str, Sequence[str]]) -> Case:
    """The reference passes everything."""
    return Case("reference", "reference", {t: Expected.PASS for ids in tests.values() for t in ids})


def blank_case(tests: Mapping[str, Sequence[str]], hidden: frozenset[str]) -> Case:
    """The student's notebook as handed out fails every hidden test, and a test of every question."""
    expected = {t: Expected.FAIL if t in hidden else Expected.EITHER for ids in tests.values() for t in ids}
    return Case("blank", "blank", expected, some_fail=tuple(tests))


def variant_case(variant: Variant, tests: Sequence[str], own_cell: int) -> Case:
    """A right variant passes its question's tests; a wrong one fails those that it names, or at least one."""
    exact = {test: Expected.FAIL if test in variant.fails else Expected.PASS for test in tests}
    any_ = variant.kind is Kind.WRONG and not variant.fails
    return Case(
        name=variant.name,
        kind=variant.kind,
        expected=dict.fromkeys(tests, Expected.EITHER) if any_ else exact,
        some_fail=(variant.question,) if any_ else (),
        says=variant.says,
        question=variant.question,
        why=variant.why,
        own_cell=own_cell,
    )


def judge_case(case: Case, runs: Sequence[Run]) -> Row:
    """Compares a case's runs to what is expected of it."""
    found = [surprise for run in runs for surprise in _surprises(case, run)]
    merged: dict[tuple[str, str], list[Surprise]] = {}
    for surprise in found:
        merged.setdefault((surprise.test, surprise.expected), []).append(surprise)
    surprises = tuple(
        Surprise(**{**vars(same[0]), "runs": len(runs), "times": len(same)}) for same in merged.values()
    )
    cells = {test: _cell(test, expected, runs) for test, expected in case.expected.items()}
    return Row(case, cells, surprises, max((run.seconds for run in runs), default=0.0))


def _cell(test: str, expected: Expected, runs: Sequence[Run]) -> Cell:
    seen = [_tests(run).get(test) for run in runs]
    failed = [t for t in seen if t is None or not t.passed]
    message = next((t.message for t in failed if t is not None and t.message), "")
    return Cell(expected, len(runs), len(failed), message)


def _tests(run: Run) -> dict[str, TestResult]:
    return {t.id: t for t in run.result.tests}


def _surprises(case: Case, run: Run) -> Iterator[Surprise]:
    """What one run shows that was not expected of it."""

    def surprise(test: str, expected: str, seen: str, message: str = "") -> Surprise:
        return Surprise(case.name, test, expected, seen, message, run.seed, run.seconds)

    trouble = _trouble(case, run.result)
    if trouble is not None:
        yield surprise("", *trouble)
    tests = _tests(run)
    for name, expected in case.expected.items():
        test = tests.get(name)
        passed = test is not None and test.passed
        if expected is not Expected.EITHER and passed is not (expected is Expected.PASS):
            message = _told(test) if test is not None else "the test has no result"
            yield surprise(name, expected, "pass" if passed else "fail", message)
    for question in case.some_fail:
        own = [t for t in tests.values() if t.question == question]
        if own and all(t.passed for t in own):
            yield surprise("", f"a test of {question} fails", "all pass")
    failed = [t for t in tests.values() if not t.passed]
    for pattern in case.says:
        if failed and not any(re.search(pattern, t.message, re.IGNORECASE) for t in failed):
            said = " · ".join(t.message for t in failed)
            yield surprise("", f"a message that matches /{pattern}/", "other messages", said)


def _told(test: TestResult) -> str:
    """The student's message, and what staff may see beside it."""
    detail = test.detail.strip().splitlines()[-1:]
    return "\n".join([test.message, *(f"(for staff: {line})" for line in detail)])


def _trouble(case: Case, result: Result) -> tuple[str, str, str] | None:
    """Expected, seen and message where the notebook itself did not run as it should."""
    early = [e for e in result.events if case.question is not None and e.cell < case.own_cell]
    if early:
        seen = f"{early[0].exception} in cell {early[0].cell} before it"
        return "the reference's cells that it needs run", seen, early[0].text
    allowed = {Outcome.GRADED, Outcome.RAISED} if case.may_raise else {Outcome.GRADED}
    if result.outcome in allowed:
        return None
    event = result.events[0] if result.events else None
    message = f"cell {event.cell}: {event.exception}: {event.text}" if event else result.detail
    return "the notebook runs to its end", result.outcome, message
