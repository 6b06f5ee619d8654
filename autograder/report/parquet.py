"""`tests.parquet`: every test of everyone, for staff to analyse; it holds what students may not see."""

from __future__ import annotations

from typing import Any

from autograder.outcomes import Result, TestResult
from autograder.people import HandIn
from autograder.report.scheme import GradedClass

FILE = "tests.parquet"


def tests_parquet(graded: GradedClass) -> bytes:
    """A row for each test of each submission, in the reports' order; the same class gives the same bytes."""
    import pyarrow as arrow  # 0.3 s, which only a grading should pay
    from pyarrow import parquet

    rows = [
        _row(result, test, graded.hand_ins.get(result.submission) or HandIn.by(result.submission))
        for result in graded.results
        for test in result.tests
    ]
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow.Table.from_pylist(rows, schema=_schema(arrow)), sink, compression="zstd")
    written: bytes = sink.getvalue().to_pybytes()
    return written


def _row(result: Result, test: TestResult, hand_in: HandIn) -> dict[str, Any]:
    return {
        "lab": result.lab,
        "submission": result.submission,
        "people": [person.id for person in hand_in.people],
        "outcome": str(result.outcome),
        "question": test.question,
        "test": test.name,
        "hidden": test.hidden,
        "passed": test.passed,
        "points": test.points,
        "score": test.score,
        "message": test.message,
        "detail": test.detail,
        "seconds": test.seconds,
        "seed": result.seed,
    }


def _schema(arrow: Any) -> Any:
    """What repeats in each row is stored once, as a dictionary."""
    repeated = arrow.dictionary(arrow.int32(), arrow.string())
    kinds = {
        "lab": repeated,
        "submission": repeated,
        "people": arrow.list_(arrow.string()),
        "outcome": repeated,
        "question": repeated,
        "test": repeated,
        "hidden": arrow.bool_(),
        "passed": arrow.bool_(),
        "points": arrow.float64(),
        "score": arrow.float64(),
        "message": arrow.string(),
        "detail": arrow.string(),
        "seconds": arrow.float64(),
        "seed": arrow.int64(),
    }
    return arrow.schema([arrow.field(name, kind, nullable=False) for name, kind in kinds.items()])
