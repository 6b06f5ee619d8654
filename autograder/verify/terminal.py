"""The matrix on the terminal: a table a question, every surprise in words, and where the time went."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.verify.matrix import Cell, Matrix, Row

LEGEND = "✓ passed  ✗ failed  ~k/n failed in k of n runs  ! not as expected"


def print_matrix(matrix: Matrix, console: Console) -> None:
    """Prints one lab."""
    console.rule(Text(f"{matrix.lab} · {matrix.title}"), align="left")
    for question in matrix.tests:
        _print_question(matrix, question, console)
    for name, test, cell in matrix.flaky:
        _print_line(console, "~", "yellow", f"{name} · {test} failed in {cell.failures} of {cell.runs} runs")
    for note in matrix.notes:
        _print_line(console, "note", "dim", note)
    for surprise in matrix.surprises:
        _print_line(console, "!", "bold red", surprise.line)
        if surprise.message:
            console.print(Padding(Text(surprise.message, style="dim"), (0, 0, 0, 4), expand=False))
    _print_line(console, "time", "dim", matrix.times)


def print_totals(matrices: Sequence[Matrix], console: Console) -> None:
    """One line for all labs."""
    count = sum(len(matrix.surprises) for matrix in matrices)
    variants = sum(len(matrix.slowest) for matrix in matrices)
    runs = sum(len(matrix.rows) * matrix.repeat for matrix in matrices)
    verdict = f"! {count} surprise{'s' * (count != 1)}" if count else "✓ no surprise"
    seconds = sum(matrix.seconds for matrix in matrices)
    labs = f"{len(matrices)} lab{'s' * (len(matrices) != 1)}"
    console.print(Text(LEGEND, style="dim"))
    console.print(
        Text(f"{verdict}: {labs}, {variants} variants, {runs} gradings, {seconds:.0f} s"),
        style="bold red" if count else "bold green",
    )


def _print_line(console: Console, mark: str, style: str, text: str) -> None:
    console.print(Text.assemble((f"  {mark} ", style), text), soft_wrap=True)


def _print_question(matrix: Matrix, question: str, console: Console) -> None:
    tests = matrix.tests[question]
    names = [test.removeprefix(f"{question}.").removeprefix("test_") for test in tests]
    rows = matrix.rows_of(question)
    room = console.width - max(len(row.case.name) for row in rows) - 12
    fits = sum(len(name) + 2 for name in names) <= room
    heads = names if fits else [str(i) for i in range(1, len(tests) + 1)]
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="bold")
    table.add_column(Text(question), no_wrap=True)
    for head in heads:
        table.add_column(Text(head), justify="center", no_wrap=True)
    table.add_column(Text("s"), justify="right", no_wrap=True)
    for row in rows:
        seconds = f"{row.seconds:.1f}" if row.case.question else ""
        table.add_row(Text(row.case.name), *(_symbol(row, test) for test in tests), seconds)
    console.print(Padding(table, (1, 0, 0, 2), expand=False))
    if not fits:
        pairs = zip(heads, names, strict=True)
        legend = "  ".join(f"{question}.{head}\N{NO-BREAK SPACE}{name}" for head, name in pairs)
        console.print(Padding(Text(legend, style="dim"), (0, 0, 0, 2), expand=False))


def _symbol(row: Row, test: str) -> Text:
    cell = row.cells[test]
    return Text(cell.symbol, style=_style(cell))


def _style(cell: Cell) -> str:
    if cell.surprise:
        return "bold white on red"
    if cell.flaky:
        return "yellow"
    return "cyan" if cell.failures else "green"
