"""The same submissions by `otter run`, as many processes at a time as cores, and by `autograder grade`.

    python benchmarks/grade.py [--lab LAB] [--size N] [--course DIR]

Two classes: one whose cells take no time (nothing but the check cells, N times), and a sample class without the
notebooks that otter does not come back from. Prints wall seconds a submission, start-up included, the ratio, the part
of ours that is the students' own cells, and what one submission costs us beside its cells and tests.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from rich.console import Console
from rich.table import Table

from autograder.bundle import Bundle
from autograder.classroom import grade_class
from autograder.course import Lab, load_course
from autograder.graders import local_grader
from autograder.local import default_jobs
from autograder.outcomes import Result
from autograder.sample import is_honest, write_sample_class
from autograder.submissions import find_submissions
from benchmarks.otter_run import otter_run


class Silent:
    """Watches a class being graded and says nothing."""

    def start(self, total: int, known: int) -> None:
        """Nothing to do."""

    def graded(self, result: Result) -> None:
        """Nothing to do."""


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def by_otter(lab: Lab, notebooks: list[Path]) -> float:
    with ThreadPoolExecutor(default_jobs()) as pool:
        return timed(lambda: list(pool.map(lambda path: otter_run(path, lab.bundle), notebooks)))


def by_us(lab: Lab, notebooks: list[Path], out: Path) -> tuple[float, list[Result]]:
    bundle = Bundle.read(lab.bundle)
    submissions = find_submissions(notebooks)
    results: list[Result] = []

    def work() -> None:
        grader = local_grader(lab, bundle)
        report = grade_class(lab, bundle, submissions, out, grader, watcher=Silent())
        results.extend(report.results)

    return timed(work), results


def compare(lab: Lab, name: str, notebooks: list[Path], folder: Path, table: Table) -> None:
    ours, results = by_us(lab, notebooks, folder / f"out_{name}")
    theirs = by_otter(lab, notebooks)
    count, jobs = len(notebooks), default_jobs()
    cells = sum(r.seconds["cells"] for r in results) / count
    overhead = sum(r.seconds["total"] - r.seconds["cells"] - r.seconds["tests"] for r in results) / count
    figures = [theirs / count, ours / count, theirs / ours, cells / jobs, overhead]
    table.add_row(name, str(count), *(f"{figure:.2f}" for figure in figures))


def _empty(folder: Path, size: int) -> list[Path]:
    """Copies of the blank notebook with no code but the first cell and the check cells."""
    notebook = nbformat.read(folder / "class" / "blank.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    notebook.cells = [code[0], *(cell for cell in code if cell.source.startswith("grader.check("))]
    (folder / "empty").mkdir()
    paths = [folder / "empty" / f"empty_{i:02d}.ipynb" for i in range(size)]
    for path in paths:
        nbformat.write(notebook, path)
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lab", default="l03_2_dropout")
    parser.add_argument("--size", type=int, default=30)
    parser.add_argument("--course", type=Path)
    options = parser.parse_args()
    lab = load_course(options.course).lab(options.lab)
    table = Table(title=f"{lab.name}: wall seconds a submission, {default_jobs()} at a time")
    heads = ("class", "submissions", "otter run", "autograder", "ratio", "of it cells", "overhead")
    for head in heads:
        table.add_column(head, justify="left" if head == "class" else "right")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = write_sample_class(lab, folder / "class", options.size)
        compare(lab, "cells take no time", _empty(folder, options.size), folder, table)
        compare(lab, "sample class", [path for path in sample if is_honest(path)], folder, table)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
