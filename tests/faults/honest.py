"""Honest submissions of the mini course, with what each is worth."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

VARIANTS = Path(__file__).parents[1] / "course" / "assignments" / "m01_mini" / "variants"

# answers: a variant's path, "solution" or "blank", and its points
Q1 = {
    "solution": 2,
    "right/q1_cumsum": 2,
    "wrong/q1_one_mean_for_all": 1,
    "wrong/q1_one_number": 0,
    "blank": 0,
}
Q2 = {
    "solution": 3,
    "right/q2_two_steps": 3,
    "wrong/q2_in_place": 2,
    "wrong/q2_over_all_cells": 2,
    "blank": 0,
}
# what students have in their notebooks beside their answers
OWN = (
    "pass",
    "print('heights', heights.mean(axis=0))",
    "import warnings\nwarnings.warn('mine')",
    "raise ValueError('left over')",
    "np.random.seed(0)\nsample = np.random.normal(size=1000)",
    "open('notes.txt', 'w').write('my notes')",
    "class Person:\n    def __init__(self, height):\n        self.height = height\nPerson(170)",
    "heights_copy = heights.tolist()\nsorted(heights_copy)",
)
WAITS = 4  # cells after each answer, so that a kernel is rarely killed at the same place again


def honest_class(course: Path, size: int, wait: float = 0.0) -> dict[str, tuple[bytes, float]]:
    """So many notebooks by id, all different, each with its points; `wait` is in seconds, for each waiting cell."""
    kinds = list(itertools.product(Q1, Q2, OWN))
    step = 7  # coprime to their number, so that a small class is mixed, too
    chosen = [kinds[number * step % len(kinds)] for number in range(size)]
    return {
        f"student{number:03}": (_notebook(course, q1, q2, own, wait), Q1[q1] + Q2[q2])
        for number, (q1, q2, own) in enumerate(chosen)
    }


def write_class(course: Path, folder: Path, size: int, wait: float = 0.0) -> dict[str, float]:
    """Writes such a class into a folder; the points by id."""
    folder.mkdir()
    made = honest_class(course, size, wait)
    for name, (content, _) in made.items():
        (folder / f"{name}.ipynb").write_bytes(content)
    return {name: points for name, (_, points) in made.items()}


def _notebook(course: Path, q1: str, q2: str, own: str, wait: float) -> bytes:
    blank, solved = (_read(course, kind) for kind in ("student", "solutions"))
    answers = {"def running_mean": q1, "def standardise": q2}
    cells: list[dict[str, Any]] = []
    for cell in blank["cells"]:
        text = "".join(cell["source"])
        found = next((start for start in answers if start in text), "")
        cells.append({**cell, "source": _answer(solved, found, answers[found], text)} if found else cell)
        if "loadtxt" in text:
            cells.append(_code(own, "own"))
        if wait and found:
            cells += [
                _code(f"import time\ntime.sleep({wait})", f"wait{len(cells) + n}") for n in range(WAITS)
            ]
    return json.dumps({**blank, "cells": cells}).encode()


def _answer(solved: dict[str, Any], start: str, answer: str, blank: str) -> str:
    if answer == "blank":
        return blank
    if answer == "solution":
        sources = ["".join(cell["source"]) for cell in solved["cells"]]
        return next(source for source in sources if start in source)
    return (VARIANTS / f"{answer}.py").read_text(encoding="utf-8")


def _code(source: str, name: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def _read(course: Path, kind: str) -> dict[str, Any]:
    path = course / kind / "m01_mini" / "m01_mini.ipynb"
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook
