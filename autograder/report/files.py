"""Writes all reports of a class into its output folder."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import CourseError
from autograder.outcomes import Result
from autograder.phrases import some
from autograder.report import canvas, moodle, parquet
from autograder.report.feedback import feedback_page
from autograder.report.gradescope import gradescope_results
from autograder.report.insight import index_page
from autograder.report.manual import manual_page
from autograder.report.scheme import GradedClass, tells_when
from autograder.report.sheet import Sheet
from autograder.report.tables import grades_csv, manual_csv
from autograder.scores import unmerged

MANUAL_CSV = "manual.csv"


@dataclass(frozen=True)
class Written:
    """What whoever asked for the reports should know of them.

    `unmerged`: `manual.csv` was left as it was, for it holds scores that are not in the gradebook. `files` are
    those for other systems, by the system's name; `notes` what is to be known of them.
    """

    unmerged: bool = False
    files: Mapping[str, Path] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def write_reports(out: Path, graded: GradedClass) -> Written:
    """`grades.csv`, `tests.parquet`, `index.html`, and of each submission `results/<id>.json` and `feedback/<id>.html`.

    Where people are known by them, also `canvas.csv` or `moodle.csv`; where people read answers, `manual.html`
    and `manual.csv`. Raises: CourseError when a file cannot be written.
    """
    try:
        for result in graded.results:
            _write_one(out, graded, result)
        write_file(out / "index.html", index_page(graded))
        write_file(out / "grades.csv", grades_csv(graded))
        write_file(out / parquet.FILE, parquet.tests_parquet(graded))
        canvas_file = _write_sheet(out / canvas.FILE, canvas.canvas_csv(graded))
        moodle_file = _write_sheet(out / moodle.FILE, moodle.moodle_csv(graded))
        merged = not graded.scheme.manual or _write_manual(out, graded)
    except OSError as error:
        raise not_written(error, out) from None
    files = {"Canvas": out / canvas.FILE, "Moodle": out / moodle.FILE}
    notes = (*_late_notes(graded), *canvas_file.notes, *moodle_file.notes)
    return Written(not merged, {name: path for name, path in files.items() if path.exists()}, notes)


def _write_one(out: Path, graded: GradedClass, result: Result) -> None:
    lab, scheme, hand_in = graded.lab, graded.scheme, graded.hand_ins.get(result.submission)
    report = gradescope_results(lab, scheme, result, hand_in)
    write_file(out / "results" / f"{result.submission}.json", json.dumps(report, indent=2) + "\n")
    page = feedback_page(lab, scheme, result, hand_in)
    write_file(out / "feedback" / f"{result.submission}.html", page)


def _write_sheet(path: Path, sheet: Sheet | None) -> Sheet:
    """One of an earlier run goes where there is none now: nobody is to import old grades."""
    sheet = sheet or Sheet()
    if sheet.text:
        write_file(path, sheet.text)
    else:
        path.unlink(missing_ok=True)
    return sheet


def _late_notes(graded: GradedClass) -> list[str]:
    """Of whom it is not known, under a policy, whether or how late they were."""
    if graded.lab.late is None:
        return []
    notes = []
    unknown = [s.person.title for s in graded.students if s.lateness.percent is None]
    if unknown:
        notes.append(f"Late, by how much is not known, so what counts is for you to say: {some(unknown)}.")
    untold = [s.person.title for s in graded.students if s.result and not tells_when(s.hand_in)]
    if untold and graded.lab.due is not None:
        notes.append(f"When these came in is not told, so they count as in time: {some(untold)}.")
    return notes


def not_written(error: OSError, out: Path) -> CourseError:
    """The line for a file of the output folder that the system did not let us write."""
    where = str(error.filename or out)
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    mend = "Make room" if full else "Close it elsewhere, or name another folder with -o"
    mend += ", and run the command again; the results are kept in the gradebook"
    return CourseError(f"can't be written ({error.strerror})", where=where, mend=mend)


def _write_manual(out: Path, graded: GradedClass) -> bool:
    scheme, results = graded.scheme, graded.results
    write_file(out / "manual.html", manual_page(graded.lab, scheme, results))
    marks = [mark for given in scheme.marks.values() for mark in given]
    if unmerged(out / MANUAL_CSV, marks, scheme.manual):
        return False
    write_file(out / MANUAL_CSV, manual_csv(scheme, results))
    return True


def write_file(path: Path, content: str | bytes) -> None:
    """Replaces a file at once, so that a reader, Ctrl-C or a full disk never leaves half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    try:
        draft.write_bytes(content if isinstance(content, bytes) else content.encode())
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
