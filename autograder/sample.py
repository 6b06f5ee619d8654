"""A made-up class to try grading on: right, wrong and broken notebooks, made of a lab's own variants."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat

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
    for name, notebook in _students(built, variants, size):
        paths.append(folder / f"{name}.ipynb")
        paths[-1].write_bytes(_with_metadata(notebook, handed_out.metadata))
    return paths


def _with_metadata(raw: bytes, metadata: Any) -> bytes:
    """The notebook with the metadata that it was handed out with: otter looks there for the lab's name."""
    try:
        notebook = json.loads(raw)
    except ValueError:
        return raw  # the unreadable one
    return json.dumps({**notebook, "metadata": metadata}, indent=1).encode()


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
