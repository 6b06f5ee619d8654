"""Changes as the terminal shows them: two lines after a run, a table by `autograder diff`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import mean

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.diff.changes import Change, Diff
from autograder.diff.table import figure, signed
from autograder.phrases import some


def regrading_lines(diff: Diff, where: str) -> Iterator[str]:
    """Who changed by how much, and which tests flipped; `where` all of it stands."""
    if not diff.changes:
        yield f"Changed by regrading: none of {diff.both}."
        return
    who = [f"{change.id} {_points(change)}" for change in diff.changes]
    yield f"Changed by regrading: {len(diff.changes)} of {diff.both}. {some(who)}. All of them: {where}"
    flips = flipped(diff.changes)
    if flips:
        yield f"Tests that flipped: {some([f'{test} ({_ways(*ways)})' for test, ways in flips.items()])}."


def flipped(changes: Sequence[Change]) -> dict[str, tuple[int, int]]:
    """For how many each test now passes and now fails; the most frequent first."""
    passes = Counter(test for change in changes for test in change.now_pass)
    fails = Counter(test for change in changes for test in change.now_fail)
    both = {test: (passes[test], fails[test]) for test in (passes | fails)}
    return dict(sorted(both.items(), key=lambda item: (-sum(item[1]), item[0])))


def print_diff(diff: Diff, old: str, new: str, names: Mapping[str, str], console: Console) -> None:
    """`old` and `new` are what to call the two, `names` the people by id."""
    if diff.changes:
        console.print(_table(diff, names))
    for line in _totals(diff, old, new):
        console.print(Text(line), soft_wrap=True)


def _table(diff: Diff, names: Mapping[str, str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    named = any(names.get(change.id) for change in diff.changes)
    for title in ("student", *(["name"] if named else []), "points", "change", "now pass", "now fail"):
        table.add_column(title, overflow="fold", justify="right" if title == "change" else "left")
    for change in diff.changes:
        style = "" if not change.points else "green" if change.points > 0 else "red"
        who = [change.id, *([names.get(change.id, "")] if named else [])]
        tests = [" ".join(change.now_pass), " ".join(change.now_fail)]
        cells = [*who, _points(change), signed(change.points), *tests]
        table.add_row(*(Text(cell, style=style) for cell in cells))
    return table


def _totals(diff: Diff, old: str, new: str) -> Iterator[str]:
    yield f"Changed: {len(diff.changes)} of {diff.both} in both."
    flips = flipped(diff.changes)
    if flips:
        yield f"Tests that flipped: {', '.join(f'{test} ({_ways(*ways)})' for test, ways in flips.items())}."
    for where, names in ((old, diff.only_before), (new, diff.only_after)):
        if names:
            yield f"Only in {where}: {', '.join(names)}."
    for where, tests in ((old, diff.gone), (new, diff.new)):
        if tests:
            yield f"Tests only in {where}: {', '.join(tests)}."
    for where, totals in ((old, diff.before), (new, diff.after)):
        if totals:
            yield f"{where}: {len(totals)} scored, {figure(sum(totals))} points, mean {mean(totals):.2f}."


def _points(change: Change) -> str:
    """Say `4 → 5`; where the points are the same, what else is not."""
    before, after = figure(change.before.total) or "none", figure(change.after.total) or "none"
    if before == after and change.before.outcome != change.after.outcome:
        return f"{before} ({change.before.outcome} → {change.after.outcome})"
    return f"{before} → {after}"


def _ways(passes: int, fails: int) -> str:
    """Say `3 now pass, 1 now fails`."""
    ways = [(passes, "passes" if passes == 1 else "pass"), (fails, "fails" if fails == 1 else "fail")]
    return ", ".join(f"{count} now {word}" for count, word in ways if count)
