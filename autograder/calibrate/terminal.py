"""Thresholds and figures on the terminal: a table for each threshold, and what it comes to in words."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.calibrate.bounds import CONFIDENCE, CONTENT, Summary, tolerance_factor
from autograder.calibrate.figures import Sample, Threshold
from autograder.verify.matrix import Expected

if TYPE_CHECKING:
    from autograder.calibrate.run import Calibration

COLUMNS = ("min", "median", "max", "mean", "sd", "bound", "distance", "passes")
WIDTH = 200  # at most, of a table; narrower terminals break its lines

LEGEND = f"""
bound: what fewer than one run in a thousand go beyond, on the threshold's side: mean ∓ k · sd, the one-sided \
tolerance bound for {100 * CONTENT:g} % of a normal distribution at {100 * CONFIDENCE:g} % confidence; k by the \
noncentral t distribution (Meeker, Hahn, Escobar: Statistical Intervals, 2nd ed., Wiley 2017, chapter 4).
distance: from the threshold to the nearest of the figures; below 0: some lie on the side where they should not.
passes: how many figures, of how many runs that came as far as to measure one, are on the passing side.
"""
FEW = 10  # runs, below which k is above 5
_MANY = 5  # notes that are printed before the others are counted


def print_calibration(calibration: Calibration, console: Console) -> None:
    """Prints one lab."""
    console.rule(Text(f"{calibration.lab} · {calibration.title}"), align="left")
    for threshold in calibration.thresholds:
        _print_threshold(threshold, calibration.seeds, console)
    console.print()
    for note in calibration.notes[:_MANY]:
        _print_line(console, "!", "bold red", note)
    if len(calibration.notes) > _MANY:
        _print_line(console, "!", "bold red", f"and {len(calibration.notes) - _MANY} more like these")
    console.print(Text(LEGEND.strip(), style="dim"))
    count = len(calibration.thresholds)
    console.print(
        f"{count} threshold{'s' * (count != 1)}, {calibration.seeds} seeds, {calibration.runs} runs, "
        f"{calibration.seconds:.0f} s",
        style="bold",
        highlight=False,
    )


def _print_threshold(threshold: Threshold, seeds: int, console: Console) -> None:
    title = f"{threshold.test} · {threshold.name}: {threshold.sense} {threshold.value:g}"
    console.print()
    console.print(Text(title, style="bold"), soft_wrap=True)
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="bold")
    table.add_column("", no_wrap=True)
    for column in COLUMNS:
        table.add_column(Text(column), justify="right", no_wrap=True)
    for sample in threshold.samples:
        table.add_row(Text(_name(sample)), *_cells(threshold, sample))
    with _wide(console):
        console.print(Padding(table, (0, 0, 0, 2), expand=False))
    for mark, style, text in _findings(threshold, seeds):
        _print_line(console, mark, style, text)
    console.print(Text(textwrap.indent(comment(threshold), "    "), style="dim"), soft_wrap=True)


@contextmanager
def _wide(console: Console) -> Iterator[None]:
    """Room for a whole table: figures cut off are worse than lines that the terminal breaks."""
    before = console.width
    console.width = max(before, WIDTH)
    try:
        yield
    finally:
        console.width = before


def _name(sample: Sample) -> str:
    """The case's name without its question, which the title says."""
    return sample.case.name.replace(f"/{sample.case.question}_", "/")


def _cells(threshold: Threshold, sample: Sample) -> Iterator[Text]:
    summary = sample.summary
    if summary is None:
        yield from [*[Text("–")] * (len(COLUMNS) - 1), Text("0/0")]
        return
    for value in (summary.low, summary.median, summary.high, summary.mean, summary.sd):
        yield Text(short(value))
    yield Text(short(threshold.bound(sample)))
    distance = threshold.distance(sample)
    yield Text(short(distance), style="bold red" if distance is not None and distance < 0 else "")
    as_expected = {Expected.PASS: summary.n, Expected.FAIL: 0}.get(sample.expected, sample.passes)
    yield Text(f"{sample.passes}/{summary.n}", style="" if sample.passes == as_expected else "bold red")


def _findings(threshold: Threshold, seeds: int) -> Iterator[tuple[str, str, str]]:
    """Mark, style and text of what a reader should know of one threshold."""
    reference, sense = threshold.reference, threshold.sense
    bound, side = reference.bound(sense), "falls below" if sense == "at least" else "lies above"
    if not math.isnan(bound):
        margin = threshold.margin(bound)
        k = tolerance_factor(reference.n)
        yield (
            "=",
            "cyan",
            f"fewer than one correct solution in a thousand {side} {short(bound)} (k = {k:.2f}); "
            f"in force: {threshold.value:g}; margin: {short(margin)}",
        )
        if margin < 0:
            yield "!", "bold red", f"the threshold is stricter than fair: {short(bound)} would be"
    for sample in threshold.samples[1:]:
        if threshold.is_wrong_side(sample) and sample.summary is not None:
            where = f"its bound, {short(threshold.bound(sample))}, is on the wrong side of the threshold"
            doubt = " (but its figures are not normally distributed)" * sample.summary.not_normal
            yield "!", "yellow", f"{_name(sample)}: {where}{doubt}"
    yield from (("!", "yellow", text) for text in _doubts(reference, threshold, seeds))


def _doubts(reference: Summary, threshold: Threshold, seeds: int) -> Iterator[str]:
    """Why the bound may not be what it says."""
    extreme = f"the {'minimum' if threshold.sense == 'at least' else 'maximum'} seen"
    extreme += f", {short(reference.extreme(threshold.sense))}"
    if reference.n < seeds:
        yield f"only {reference.n} of {seeds} runs of the reference came as far as to measure this"
    if reference.n < 2:
        yield "one figure says nothing about others: ask for more by --seeds"
    elif reference.n < FEW:
        yield f"{reference.n} runs are few, which makes the bound wide: ask for more by --seeds"
    if reference.all_the_same:
        yield "all runs gave the same figure: the seeds make no difference here, or it is at its limit"
    elif reference.not_normal:
        p = f"{reference.normal_p:.1g}"
        yield f"not normally distributed (Shapiro–Wilk: p = {p}), so the bound is a guess: look at {extreme}"


def comment(threshold: Threshold) -> str:
    """What to write beside the threshold in the lab's source."""
    reference = threshold.reference
    text = f"{reference.n} seeds of the reference: {_range(reference)}, median {short(reference.median)}; "
    text += f"tolerance bound (99.9 %, 95 %) {short(reference.bound(threshold.sense))}"
    wrong = [s for s in threshold.samples if s.expected is Expected.FAIL and s.summary is not None]
    if wrong:
        nearest = min(wrong, key=lambda sample: threshold.distance(sample) or 0.0)
        assert nearest.summary is not None
        text += f"; nearest {_name(nearest)}: {_range(nearest.summary)}"
    return textwrap.fill(text, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _range(summary: Summary) -> str:
    return f"{short(summary.low)} to {short(summary.high)}"


def short(value: float | None) -> str:
    """Four digits or four places."""
    if value is None or math.isnan(value):
        return "–"
    return f"{value:.4g}" if abs(value) >= 10 else f"{round(value, 4) + 0:.4f}"


def _print_line(console: Console, mark: str, style: str, text: str) -> None:
    console.print(Text.assemble((f"  {mark} ", style), text), soft_wrap=True)
