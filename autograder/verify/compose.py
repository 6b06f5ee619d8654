"""The notebook of one variant: the reference's cells that it needs, the variant, its question's check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import nbformat
from nbformat import v4

from autograder.build import Cell, LabSource, Role, solved_source
from autograder.build.markers import raw_marker
from autograder.build.source import KERNELSPEC
from autograder.verify.slicing import names_of, needed_cells
from autograder.verify.variants import Variant


@dataclass(frozen=True)
class Composed:
    """A notebook; its cells before number `cell` (counted from 1), the variant's, are the reference's."""

    notebook: bytes
    cell: int


def compose(source: LabSource, variant: Variant, wanted: Iterable[str]) -> Composed:
    """Puts the variant in the place of its question's solution. `wanted`: the names that the tests take.

    The notebook's first cell is always there: it sets up what no name tells, such as seeds and search paths.
    """
    wanted = set(wanted)
    before, own = _around(source, variant.question)
    given = [solved_source(cell.text) for cell in own if cell.role is not Role.SOLUTION]
    given = [text for text in given if names_of(text).defines & wanted]
    return _compose(source, variant.question, before, [variant.code, *given], wanted)


def compose_own(source: LabSource, question: str, wanted: Iterable[str]) -> Composed:
    """The same with the reference's own answer in the variant's place."""
    before, own = _around(source, question)
    return _compose(source, question, before, [solved_source(cell.text) for cell in own], set(wanted))


def _compose(
    source: LabSource, question: str, before: Sequence[str], answer: Sequence[str], wanted: set[str]
) -> Composed:
    every = range(len(before))
    needed = every if "env" in wanted else {*every[:1], *needed_cells(before, "\n".join(answer), wanted)}
    kept = [_opening(source), *(before[i] for i in sorted(needed))]
    return Composed(_notebook([*kept, *answer, f'grader.check("{question}")']), len(kept) + 1)


def compose_reference(source: LabSource, answers: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """All of the reference's code, each question checked where a student checks it.

    `answers` replaces the solutions of the questions that it names.
    """
    texts = [_opening(source)]
    given: set[str] = set()
    for cell in source.cells:
        question = cell.question or ""
        if cell.role is Role.SOLUTION and question in answers:
            if cell.kind == "code" and question not in given:
                given.add(question)
                texts.append(answers[question])
        elif _runs(cell):
            texts.append(solved_source(cell.text))
        elif cell.role is Role.MARKER and raw_marker(cell.text) == "# END QUESTION":
            texts.append(f'grader.check("{cell.question}")')
    return _notebook(texts)


def _opening(source: LabSource) -> str:
    return f'import otter\n\ngrader = otter.Notebook("{source.path.stem}.ipynb")'


def _around(source: LabSource, question: str) -> tuple[list[str], list[Cell]]:
    """The code before a question's solution, and the question's cells of code from there on."""
    before: list[str] = []
    own: list[Cell] = []
    reached = False
    for cell in source.cells:
        reached = reached or (cell.question == question and cell.role is Role.SOLUTION)
        if reached and cell.question != question:
            break
        if _runs(cell) and reached:
            own.append(cell)
        elif _runs(cell):
            before.append(solved_source(cell.text))
    return before, own


def _runs(cell: Cell) -> bool:
    """Whether the cell is code of the solved notebook."""
    return cell.kind == "code" and cell.role in (Role.FREE, Role.SOLUTION)


def _notebook(texts: Sequence[str]) -> bytes:
    cells = [v4.new_code_cell(text, id=f"cell-{i}") for i, text in enumerate(texts, start=1)]
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": dict(KERNELSPEC)})
    return str(nbformat.writes(notebook)).encode()
