"""`manual.csv`: the table in which people give scores, written for them and read back, whatever program saved it."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path

from autograder.bundle import ManualQuestion
from autograder.errors import CourseError
from autograder.marks import Mark, Reading, State

COLUMNS = ("submission", "question", "points", "out_of", "comment", "answer")
_NEEDED = ("submission", "question", "points")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_DIGEST = re.compile(r"a[0-9a-f]{11}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet would not take for plain text
_MAX_COMMENT = 10_000


@dataclass(frozen=True)
class Score:
    """One row of such a table. `answer`: the digest of the text that was read; empty: the current one."""

    submission: str
    question: str
    points: float | None
    comment: str = ""
    answer: str = ""
    where: str = ""

    @property
    def says(self) -> tuple[float | None, str, str]:
        return self.points, self.comment, self.answer


def scores_csv(rows: Iterable[tuple[str, Reading]]) -> str:
    """The table to fill in: a row for each submission and question, with the scores that were given already."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for submission, found in rows:
        answer = found.answer
        read = found.state is State.READ and found.mark is not None and found.mark.points is not None
        points = f"{found.mark.points:.10g}" if read and found.mark is not None else ""
        cells = (submission, answer.question, points, f"{answer.points:.10g}", found.comment, answer.digest)
        writer.writerow([plain_text(cell) for cell in cells])
    return text.getvalue()


def plain_text(cell: str) -> str:
    """A cell that no spreadsheet computes: an apostrophe stands before what would begin a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def read_scores(paths: Sequence[Path], questions: Mapping[str, ManualQuestion]) -> list[Score]:
    """All rows that say something, from all tables.

    Raises: CourseError, with file and line, on the first that can't be meant: a question that people don't
    read, points that are no number or out of range, two rows that disagree.
    """
    found: dict[tuple[str, str], Score] = {}
    empty: list[Score] = []
    for path in paths:
        for score in _read(path, questions):
            if score.points is None and not score.comment:
                empty.append(score)
                continue
            first = found.setdefault((score.submission, score.question), score)
            if first.says != score.says:
                what = (
                    f"{score.question} of {score.submission!r} is given here, and otherwise in {first.where}"
                )
                raise CourseError(what, where=score.where, mend="Remove one of the rows")
    return [*found.values(), *empty]


def check_submissions(scores: Iterable[Score], known: Iterable[str]) -> None:
    """Raises: CourseError for a score of somebody who isn't in the class."""
    ids = set(known)
    for score in scores:
        if score.submission not in ids:
            near = difflib.get_close_matches(score.submission, ids, n=1)
            meant = f"Did you mean {near[0]!r}? " if near else ""
            mend = f"{meant}Take the ids as manual.csv has them: a spreadsheet may have changed them"
            raise CourseError(f"there is no submission {score.submission!r}", where=score.where, mend=mend)


def _read(path: Path, questions: Mapping[str, ManualQuestion]) -> Iterator[Score]:
    text = _text(path)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    line = 1
    try:
        for cells in reader:
            where = f"{path}:{line}"
            line = reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _columns(cells, where)
                continue
            if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                what = f"{len(cells)} cells, but {len(columns)} columns"
                raise CourseError(what, where=where, mend="Put a comment that holds commas between quotes")
            row = dict(zip(columns, [_unquoted(cell) for cell in cells], strict=False))
            yield _score(row, where, questions, decimal_comma=delimiter != ",")
    except csv.Error as error:
        what = f"not a table of comma-separated values: {error}"
        raise CourseError(what, where=f"{path}:{line}", mend="Save it as CSV (UTF-8)") from None
    if not columns:
        mend = f"Begin with the line: {','.join(COLUMNS)}"
        raise CourseError("the file is empty", where=f"{path}:1", mend=mend)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        mend = "Name the CSV file with the scores"
        raise CourseError(f"can't be read ({error.strerror})", where=str(path), mend=mend) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CourseError("not UTF-8", where=f"{path}:{line}", mend="Save it as CSV (UTF-8)") from None


def _delimiter(text: str) -> str:
    """What parts the columns: a spreadsheet writes semicolons where the comma is for decimals."""
    head = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _columns(cells: Sequence[str], where: str) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        mend = f"Begin with the line: {','.join(COLUMNS)}"
        raise CourseError(f"there is no column {missing[0]!r}", where=where, mend=mend)
    for name in names:
        near = difflib.get_close_matches(name, COLUMNS, n=1, cutoff=0.75)
        if names.count(name) > 1 and name:
            raise CourseError(f"two columns are named {name!r}", where=where, mend="Rename one of them")
        if name not in COLUMNS and near:
            raise CourseError(f"unknown column {name!r}", where=where, mend=f"Did you mean {near[0]!r}?")
    return names


def _unquoted(cell: str) -> str:
    """A cell without the apostrophe that `plain_text` put there."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _score(
    row: Mapping[str, str], where: str, questions: Mapping[str, ManualQuestion], *, decimal_comma: bool
) -> Score:
    name, question = row["submission"].strip(), row.get("question", "").strip()
    if not name:
        raise CourseError("the submission is missing", where=where, mend="Write its id, as manual.csv has it")
    if question not in questions:
        known = ", ".join(questions) or "none of this lab"
        raise CourseError(
            f"people read no question {question!r}", where=where, mend=f"The questions they read: {known}"
        )
    worth = questions[question].points
    points = _points(row.get("points", ""), worth, where, decimal_comma=decimal_comma)
    said = _points(row.get("out_of", ""), inf, where, decimal_comma=decimal_comma)
    if points is not None and said is not None and said != worth < inf:
        what = f"out_of is {said:g}, but {question} is worth {worth:g} points"
        mend = f"Check the points against the rubric as it is now, and write {worth:g} there"
        raise CourseError(what, where=where, mend=mend)
    answer = _answer(row.get("answer", "").strip(), where)
    comment = "\n".join(line.rstrip() for line in row.get("comment", "").strip().splitlines())
    if len(comment) > _MAX_COMMENT:
        what = f"a comment of {len(comment)} characters"
        raise CourseError(what, where=where, mend=f"Use at most {_MAX_COMMENT}")
    return Score(name, question, points, comment, answer, where)


def _answer(cell: str, where: str) -> str:
    if cell and not _DIGEST.fullmatch(cell):
        mend = "Copy that cell from manual.csv, or leave it empty for the answer as it is now"
        raise CourseError(f"{cell!r} names no answer", where=where, mend=mend)
    return cell


def _points(cell: str, most: float, where: str, *, decimal_comma: bool) -> float | None:
    text = cell.strip()
    if not text:
        return None
    number = text.replace(",", ".") if decimal_comma else text
    if not _NUMBER.fullmatch(number):
        mend = "Write a number, such as 1.5, or leave the cell empty while the answer is to be read"
        raise CourseError(f"{text!r} is no number of points", where=where, mend=mend)
    points = float(number)
    if not 0 <= points <= most:
        what = f"{text} points are out of range"
        raise CourseError(what, where=where, mend=f"Give from 0 to {most:g} points")
    return points + 0.0  # no -0


def unmerged(path: Path, marks: Iterable[Mark], questions: Mapping[str, ManualQuestion]) -> bool:
    """Whether the table that lies there holds anything that is not merged yet, so that it must be kept."""
    if not path.exists():
        return False
    known = {
        (mark.submission, mark.question, points, comment, answer)
        for mark in marks
        for points in (mark.points, None)
        for comment in (mark.comment, "")
        for answer in (mark.answer, "")
    }
    of_any_worth = {name: replace(question, points=inf) for name, question in questions.items()}
    try:
        there = read_scores([path], of_any_worth)
    except CourseError:
        return True
    return any(
        (score.submission, score.question, *score.says) not in known
        for score in there
        if score.points is not None or score.comment
    )
