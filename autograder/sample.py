"""A made-up class to try grading on: right, wrong and broken notebooks, made of a lab's own variants."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat

from autograder.build.manual import RUBRIC
from autograder.build.source import Role
from autograder.course import Lab
from autograder.errors import CourseError
from autograder.verify.built import Built, build_to_verify
from autograder.verify.compose import compose_reference
from autograder.verify.variants import Variant, ids_by_question, read_variants

BROKEN = ("syntax_error", "endless_loop", "deleted_cells", "unreadable")


def write_sample_class(lab: Lab, folder: Path, size: int = 30) -> list[Path]:
    """Writes `size` notebooks: blank, full, one of each kind that is broken, and students who got things wrong.

    Every variant of the lab is in some student's notebook if the class has room for it; the names say what is
    inside. Raises: CourseError when the folder holds anything already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CourseError("is not empty", where=str(folder), mend="Name a new folder with -o")
    built = build_to_verify(lab)
    variants = read_variants(lab, ids_by_question(built.bundle.tests))
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    handed_out = nbformat.reads(built.blank.decode(), as_version=4)
    for number, (name, notebook) in enumerate(_students(built, variants, size)):
        paths.append(folder / f"{name}.ipynb")
        answers = [] if name == "blank" else list(_written(built, number))
        paths[-1].write_bytes(_completed(notebook, handed_out.metadata, answers))
    return paths


def _completed(raw: bytes, metadata: Any, more: list[Any]) -> bytes:
    """The notebook with further cells, and the metadata that it was handed out with: otter looks there for the
    lab's name."""
    try:
        notebook = json.loads(raw)
    except ValueError:
        return raw  # the unreadable one
    completed = {**notebook, "cells": notebook["cells"] + more, "metadata": metadata}
    return json.dumps(completed, indent=1).encode()


def _written(built: Built, number: int) -> Iterator[Any]:
    """The cells of the questions that people read, with an answer: the model's, its first sentence, or none."""
    given = {cell.id: (place, cell.text) for place, cell in enumerate(built.bundle.cells)}
    for question, manual in built.bundle.manual.items():
        texts = [c.text for c in built.source.of(question, Role.SOLUTION) if c.kind == "markdown"]
        model = "\n\n".join(texts).split(RUBRIC)[0].strip()
        first, last = given[manual.cells[0]][0], given[manual.cells[-1]][0]
        answer = (model, model.split(". ")[0], given[manual.cells[0]][1])[number % 3]
        for cell in built.bundle.cells[first - 1 : last + 2]:
            own = {manual.cells[0]: answer, **dict.fromkeys(manual.cells[1:], "")}
            yield nbformat.v4.new_markdown_cell(own.get(cell.id, cell.text), id=cell.id)


def _students(built: Built, variants: Sequence[Variant], size: int) -> Iterator[tuple[str, bytes]]:
    makers: dict[str, Callable[[Built], bytes]] = {
        "blank": lambda b: b.blank,
        "full": lambda b: b.reference,
        "syntax_error": _syntax_error,
        "endless_loop": _endless_loop,
        "deleted_cells": _deleted_cells,
        "unreadable": lambda b: b.reference[: len(b.reference) // 2],
    }
    for name, make in list(makers.items())[:size]:
        yield name, make(built)
    for number, answers in enumerate(_deal(variants, size - len(makers)), start=1):
        code = {variant.question: variant.code for variant in answers}
        questions = "_".join(sorted(code)) or "full"
        yield f"student_{number:02d}_{questions}", compose_reference(built.source, code)


def _deal(variants: Sequence[Variant], students: int) -> list[list[Variant]]:
    """Deals the variants round, at most one a question to a student."""
    hands: list[list[Variant]] = [[] for _ in range(max(students, 0))]
    for number, variant in enumerate(variants):
        for step in range(len(hands)):
            hand = hands[(number + step) % len(hands)]
            if variant.question not in {other.question for other in hand}:
                hand.append(variant)
                break
    return hands


def _solution_cells(notebook: Any, built: Built) -> list[int]:
    """The indices of the cells right before a check cell: a question's answer."""
    checks = [f'grader.check("{question}")' for question in built.bundle.tests]
    return [i - 1 for i, cell in enumerate(notebook.cells) if cell.source in checks and i > 0]


def _edited(built: Built, edit: Callable[[Any, list[int]], None]) -> bytes:
    notebook = nbformat.reads(built.reference.decode(), as_version=4)
    edit(notebook, _solution_cells(notebook, built))
    return str(nbformat.writes(notebook)).encode()


def _syntax_error(built: Built) -> bytes:
    def edit(notebook: Any, answers: list[int]) -> None:
        notebook.cells[answers[0]].source += "\ndef unfinished(:\n"

    return _edited(built, edit)


def _endless_loop(built: Built) -> bytes:
    def edit(notebook: Any, answers: list[int]) -> None:
        notebook.cells[answers[-1]].source = "step = 0\nwhile step < 10:\n    pass  # forgot to count"

    return _edited(built, edit)


def _deleted_cells(built: Built) -> bytes:
    def edit(notebook: Any, answers: list[int]) -> None:
        for index in sorted({*answers[1::2], *(i + 1 for i in answers[::3])}, reverse=True):
            del notebook.cells[index]

    return _edited(built, edit)


def is_honest(path: Path) -> bool:
    """Whether otter can grade that notebook of a sample class at all: it reads it, and it comes to an end."""
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return path.stem != "endless_loop"
