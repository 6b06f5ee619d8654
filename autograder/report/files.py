"""Writes all reports of a class into its output folder."""

from __future__ import annotations

import errno
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from autograder.course import Lab
from autograder.errors import CourseError
from autograder.outcomes import Result
from autograder.report.feedback import feedback_page, index_page
from autograder.report.gradescope import gradescope_results
from autograder.report.manual import manual_page
from autograder.report.scheme import GradedClass, Scheme
from autograder.report.tables import grades_csv, manual_csv
from autograder.scores import unmerged

MANUAL_CSV = "manual.csv"


def write_reports(out: Path, graded: GradedClass) -> bool:
    """`grades.csv`, `index.html`, and of each student `results/<id>.json` and `feedback/<id>.html`.

    Where people read answers, also `manual.html` and `manual.csv`; False when the latter was left as it was,
    for it holds scores that are not in the gradebook. Raises: CourseError when a file cannot be written.
    """
    lab, scheme, results = graded.lab, graded.scheme, graded.results
    try:
        for result in results:
            report = gradescope_results(lab, scheme, result)
            write_file(out / "results" / f"{result.submission}.json", json.dumps(report, indent=2) + "\n")
            page = feedback_page(lab, scheme, result)
            write_file(out / "feedback" / f"{result.submission}.html", page)
        write_file(out / "index.html", index_page(graded))
        write_file(out / "grades.csv", grades_csv(graded))
        return not scheme.manual or _write_manual(out, lab, scheme, results)
    except OSError as error:
        where = str(error.filename or out)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        mend = "Make room" if full else "Close it elsewhere, or name another folder with -o"
        mend += ", and run the command again; the results are kept in the gradebook"
        raise CourseError(f"can't be written ({error.strerror})", where=where, mend=mend) from None


def _write_manual(out: Path, lab: Lab, scheme: Scheme, results: Sequence[Result]) -> bool:
    write_file(out / "manual.html", manual_page(lab, scheme, results))
    marks = [mark for given in scheme.marks.values() for mark in given]
    if unmerged(out / MANUAL_CSV, marks, scheme.manual):
        return False
    write_file(out / MANUAL_CSV, manual_csv(scheme, results))
    return True


def write_file(path: Path, text: str) -> None:
    """Replaces a file at once, so that a reader, Ctrl-C or a full disk never leaves half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
