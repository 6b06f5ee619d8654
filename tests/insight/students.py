"""Students' notebooks made of a lab's right variants: independent ones, and copies of one another's answers.

`python -m tests.insight.students` measures how alike they are in all labs, for docs/insight.md.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from autograder.bundle import Bundle
from autograder.course import Lab, load_course
from autograder.notebook import checks_of
from autograder.report.insight.documents import Document, all_hashes, read_document, read_given
from autograder.report.insight.pairs import Pair, pair_of, prints_of
from autograder.verify.variants import Kind, ids_by_question, read_variants
from tests.insight.copying import shuffled

ROOT = Path(__file__).parents[2]
# two answers of which the author made one out of the other: no independent answers
DERIVED = (
    {"right/q5_packed", "right/q5_packed_both_ways"},
    {"right/q9_deepcopy", "right/q9_fewer_epochs"},
    {"right/q2_packed", "right/q2_two_layers_packed"},
    {"right/q3_loops", "right/q3_shifted_sums"},
)
Answers = Mapping[str, str]  # code by question


class Students:
    """Makes students of one lab; without a `bundle`, of the one that was built."""

    def __init__(self, lab: Lab, bundle: Bundle | None = None, seed: int = 0) -> None:
        self.luck = random.Random(seed)
        bundle = bundle or Bundle.read(lab.bundle)
        self.questions = list(bundle.tests)
        self.right: dict[str, list[tuple[str, str]]] = {}
        for variant in read_variants(lab, ids_by_question(bundle.tests)):
            if variant.kind is Kind.RIGHT:
                self.right.setdefault(variant.question, []).append((variant.name, variant.code))
        self.blank = json.loads((lab.student / f"{lab.name}.ipynb").read_text(encoding="utf-8"))
        self.given = [read_given(lab.student / f"{lab.name}.ipynb"), read_given(lab.solution)]

    def two(self) -> tuple[dict[str, str], dict[str, str]]:
        """The answers of two who know nothing of each other, to all questions that have two variants."""
        left, right = {}, {}
        for question, variants in self.right.items():
            pairs = [
                (a, b) for a in variants for b in variants if a[0] != b[0] and {a[0], b[0]} not in DERIVED
            ]
            if pairs:
                (_, left[question]), (_, right[question]) = self.luck.choice(pairs)
        return left, right

    def notebook(self, answers: Answers) -> bytes:
        """The notebook as handed out with these answers, each in the cell before its check."""
        cells = [dict(cell) for cell in self.blank["cells"]]
        for before, cell in pairwise(cells):
            for question in checks_of("".join(cell["source"])):
                if question in answers:
                    before["source"] = answers[question]
        return json.dumps({**self.blank, "cells": cells}).encode()

    def document(self, name: str, answers: Answers) -> Document:
        return read_document(name, self.notebook(answers), self.questions)

    def pair(self, left: Answers, right: Answers) -> Pair:
        """How alike two are, as `compare` sees it in a class without others."""
        known = np.unique(all_hashes(self.given))
        prints = [prints_of(self.document(name, a), known) for name, a in (("a", left), ("b", right))]
        return pair_of("a", "b", *prints)

    def copied(self, questions: int) -> Pair:
        """Two, of whom one has taken over so many of the other's answers, and changed their looks."""
        left, right = self.two()
        taken = self.luck.sample(sorted(left), min(questions, len(left)))
        seed = self.luck.randrange(1000)
        return self.pair(left, {**right, **{name: shuffled(left[name], seed) for name in taken}})


def measure(labs: Sequence[str], times: int = 100) -> None:
    print("lab, kind: listed; shared median, max; share median, max")
    total: dict[str, list[Pair]] = {}
    for name in labs:
        students = Students(load_course(ROOT).lab(name))
        every = len(students.right)
        kinds = {
            "independent": [students.pair(*students.two()) for _ in range(times)],
            "one question": [students.copied(1) for _ in range(times)],
            "half": [students.copied(every // 2) for _ in range(times)],
            "all": [students.copied(every) for _ in range(times)],
        }
        for kind, pairs in kinds.items():
            total.setdefault(kind, []).extend(pairs)
            tell(f"{name} {kind}", pairs)
    for kind, pairs in total.items():
        tell(f"all labs {kind}", pairs)
    for least in (6, 8, 12, 16, 24):
        for share in (0.1, 0.2, 0.35, 0.5, 0.7):
            listed = {
                kind: sum(p.everywhere.shared >= least and p.everywhere.share >= share for p in pairs)
                for kind, pairs in total.items()
            }
            print(least, share, {kind: f"{many / len(total[kind]):.3f}" for kind, many in listed.items()})


def tell(kind: str, pairs: Sequence[Pair]) -> None:
    shared = np.array([pair.everywhere.shared for pair in pairs])
    share = np.array([pair.everywhere.share for pair in pairs])
    listed = sum(pair.is_to_look_at for pair in pairs)
    print(
        f"{kind}: {listed}/{len(pairs)}; {np.median(shared):.0f}, min {shared.min()}, max {shared.max()}; "
        f"{np.median(share):.2f}, min {share.min():.2f}, max {share.max():.2f}",
        flush=True,
    )


if __name__ == "__main__":
    measure(sys.argv[1:] or [lab.name for lab in load_course(ROOT).labs])
