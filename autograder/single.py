"""Grades one submission by itself, without a gradebook: results.json, the student's page, the executed notebook."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from autograder.bundle import Bundle
from autograder.course import Lab, Limits
from autograder.engines import Engine
from autograder.errors import CourseError, EngineError
from autograder.graders import LocalGrader, engine_key, kernels_of, seconds_for
from autograder.kernel import Kernels
from autograder.kernel.gpus import SLOTS, patience
from autograder.local import get_ready
from autograder.outcomes import Outcome, Result
from autograder.people import HandIn
from autograder.regrade import Part
from autograder.report.feedback import feedback_page
from autograder.report.files import not_written, write_file
from autograder.report.gradescope import gradescope_results
from autograder.report.scheme import Scheme
from autograder.show import print_result
from autograder.submissions import LeftOut, Submission, Wanted, read_alone
from autograder.submissions.metadata import NOBODY, read_upload
from autograder.task import fairly
from autograder.worker import Task

FILES = RESULTS, FEEDBACK, EXECUTED = "results.json", "feedback.html", "executed.ipynb"


def grade_single(
    lab: Lab, path: Path, out: Path, *, metadata: Path | None, engine: Engine, console: Console
) -> bool:
    """Grades what lies at `path`, writes all about it into `out`, and prints it; False where the fault is ours.

    `metadata` is Gradescope's file that tells whose it is and when it was due.
    Raises: CourseError or EngineError where nothing can be graded here; `results.json` then has no score.
    """
    out = out.absolute()
    hand_in, due = read_upload(metadata) if metadata else (HandIn.by(NOBODY), None)
    lab = replace(lab, due=due or lab.due)
    _clear(out)
    _fail(lab, hand_in, out, "It was ended before it was done.")
    try:
        bundle = Bundle.read(lab.bundle)
        bundle.check_kit(lab.bundle)
        submission, unused = read_alone(path, Wanted(lab.name, bundle.questions), hand_in)
        result = _grade(lab, bundle, submission, out / EXECUTED, engine, console)
    except (CourseError, EngineError) as error:
        _fail(lab, hand_in, out, str(error))
        raise
    hand_in = replace(hand_in, source=submission.source)
    _write(lab, bundle, result, hand_in, out)
    print_result(lab, result, hand_in, console)
    _tell(unused, out, console)
    return result.outcome is not Outcome.OUR_FAULT


@dataclass(frozen=True)
class _Task:
    """What the worker does: it grades, and leaves the executed notebook where it can."""

    bundle: Bundle
    limits: Limits
    kernels: Kernels
    executed: Path

    def __call__(self, submission: Submission, part: Part | None = None) -> Result:
        from autograder.executed import write_executed
        from autograder.grade import grade

        def keep(notebook: object) -> None:
            with suppress(OSError):  # a full disk; the grade does not depend on it
                write_executed(self.executed, notebook)

        return fairly(grade, submission, self.bundle, self.limits, self.kernels, keep=keep)


def _grade(
    lab: Lab, bundle: Bundle, submission: Submission, executed: Path, engine: Engine, console: Console
) -> Result:
    """In a worker of its own, as one of a class: with its limits, and tried again where the fault is ours."""
    engine.check()
    if engine.name == "ray":
        mend = "Leave --engine out, or grade a class with `autograder grade`"
        raise CourseError("a single submission needs no cluster", where="--engine ray", mend=mend)
    if submission.problem:
        from autograder.grade import grade

        return grade(submission, bundle, Limits.of(lab), Kernels(None, lab.threads, ()))  # it needs none

    @contextmanager
    def tasks() -> Iterator[Task]:
        get_ready(lab.preload)
        with kernels_of(engine, lab) as kernels:
            console.print(Text(kernels.description, style="dim"))
            yield _Task(bundle, Limits.of(lab), kernels, executed)

    seconds = patience(seconds_for(lab), engine.gpu_slots or SLOTS)
    grader = LocalGrader(engine_key(lab), tasks, seconds, jobs=1)
    with closing(grader.run(lab, [(submission, None)])) as results:
        _, result = next(results)
    return result


def _fail(lab: Lab, hand_in: HandIn, out: Path, why: str) -> None:
    """Writes that there is no score, which stays if nothing better comes."""
    _write(lab, None, Result(hand_in.submission, lab.name, Outcome.OUR_FAULT, detail=why), hand_in, out)


def _write(lab: Lab, bundle: Bundle | None, result: Result, hand_in: HandIn, out: Path) -> None:
    """What a student and Gradescope read. Raises: CourseError when it can't be written."""
    questions, manual = (bundle.questions, bundle.manual) if bundle else ((), {})
    scheme = Scheme.of(lab, questions, [result], manual)
    report = gradescope_results(lab, scheme, result, hand_in)
    try:
        write_file(out / RESULTS, json.dumps(report, indent=2) + "\n")
        write_file(out / FEEDBACK, feedback_page(lab, scheme, result, hand_in))
    except OSError as error:
        raise not_written(error, out) from None


def _clear(out: Path) -> None:
    """Nobody is to take an earlier run's files for this one's. Raises: CourseError when the folder can't be used."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            (out / name).unlink(missing_ok=True)
    except OSError as error:
        raise not_written(error, out) from None


def _tell(unused: Sequence[LeftOut], out: Path, console: Console) -> None:
    console.print()
    for left_out in unused:
        console.print(Text(f"Not used: {left_out.name}: {left_out.reason}", style="yellow"))
    for what, name in (("Results", RESULTS), ("Feedback", FEEDBACK), ("Executed", EXECUTED)):
        if (out / name).exists():
            console.print(Text(f"{what + ':':<10}{out / name}"))
