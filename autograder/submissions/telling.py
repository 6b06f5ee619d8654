"""What a user is told about what was collected: lines for the terminal, and a table of all that was left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import CourseError
from autograder.people import Roster
from autograder.phrases import many, some
from autograder.scores import plain_text
from autograder.submissions.collect import Collected, Keep

LEFT_OUT_CSV = "left-out.csv"
_FEW = 3  # of what was left out, named with their reasons on the terminal


def facts(collected: Collected, roster: Roster | None, keep: Keep) -> Iterator[str]:
    """What was recognised, and how the class handed in."""
    for source in collected.sources:
        yield f"{source.path}: {source.title}, {many(source.size, 'hand-in')}"
    hand_ins = collected.hand_ins.values()
    groups = [hand_in for hand_in in hand_ins if len(hand_in.people) > 1]
    parts = [many(len(collected.hand_ins), "submission")]
    if any(hand_in.late is not None for hand_in in hand_ins):
        parts.append(f"{sum(bool(hand_in.late) for hand_in in hand_ins)} late")
    if collected.resubmitted:
        parts.append(f"{len(collected.resubmitted)} handed in again (the {keep} counts)")
    if groups:
        parts.append(f"{many(len(groups), 'group')} of {sum(len(h.people) for h in groups)} people")
    yield ", ".join(parts)
    if roster:
        there = {person.id for hand_in in hand_ins for person in hand_in.people}
        missing = [person.id for person in roster.people if person.id not in there]
        named = f": {some(missing)}" if missing else ""
        yield f"{len(roster.people)} on the roster, {len(missing)} handed in nothing{named}"


def warnings(collected: Collected, out: Path) -> Iterator[str]:
    """What somebody should look at."""
    if collected.strangers:
        yield f"Not on the roster, but graded: {some(collected.strangers)}"
    yield from collected.notes
    for left_out in collected.left_out[:_FEW]:
        yield f"{left_out.name}: {left_out.reason}"
    more = len(collected.left_out) - _FEW
    if more > 0:
        yield f"{more} more like these will be in {out / LEFT_OUT_CSV}"


def write_left_out(out: Path, collected: Collected) -> None:
    """`left-out.csv`, or none where nothing was left out. Raises: CourseError."""
    path = out / LEFT_OUT_CSV
    strangers = [(id, "graded, but not on the roster") for id in collected.strangers]
    rows = [*((item.name, item.reason) for item in collected.left_out), *strangers]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "reason"))
    writer.writerows([plain_text(cell) for cell in row] for row in rows)
    try:
        if rows:
            path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        mend = "Close it elsewhere, or name another folder with -o"
        raise CourseError(f"can't be written ({error.strerror})", where=str(path), mend=mend) from None
