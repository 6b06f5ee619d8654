"""Seeds moved in a notebook's code, and nothing else."""

from __future__ import annotations

import ast
import json

import pytest

from autograder.calibrate.seeds import moved, reseeded
from autograder.verify.compose import Composed

MODULES = frozenset({"labkit", "torch", "np", "random", "tf", "keras", "seed_everything"})

EVERYWHERE = {
    "labkit.seed_everything(0)": "labkit.seed_everything((0) + 7)",
    "labkit.seed_everything(seed=3)": "labkit.seed_everything(seed=(3) + 7)",
    "seed_everything(SEED)": "seed_everything((SEED) + 7)",
    "torch.manual_seed(2 * k)  # hm": "torch.manual_seed((2 * k) + 7)  # hm",
    "é = 1; np.random.seed(0); random.seed(1)": "é = 1; np.random.seed((0) + 7); random.seed((1) + 7)",
    "tf.random.set_seed(0)": "tf.random.set_seed((0) + 7)",
    "keras.utils.set_random_seed(\n    0,\n)": "keras.utils.set_random_seed(\n    (0) + 7,\n)",
    "def f(seed=0):\n    torch.manual_seed(seed)": "def f(seed=0):\n    torch.manual_seed((seed) + 7)",
    "%matplotlib inline\ntorch.manual_seed(0)": "%matplotlib inline\ntorch.manual_seed((0) + 7)",
}
IN_ANSWERS = {
    "g.manual_seed(0)": "g.manual_seed((0) + 7)",
    "g = torch.Generator().manual_seed(0)": "g = torch.Generator().manual_seed((0) + 7)",
    "rng = np.random.default_rng(0)": "rng = np.random.default_rng((0) + 7)",
    "np.random.RandomState(seed=5)": "np.random.RandomState(seed=(5) + 7)",
    "KMeans(3, random_state=0)": "KMeans(3, random_state=(0) + 7)",
    "KMeans(f(seed=0), random_state=0)": "KMeans(f(seed=(0) + 7), random_state=(0) + 7)",
}
NOWHERE = [
    "random.seed()",
    "random.seed(None)",
    "random.seed('a')",
    "torch.manual_seed(*given)",
    "f(seed=seed, random_state=None)",
    "f'{torch.manual_seed(0)}'",
    "seeds = [0, 1]",
    "this is no Python (0)",
]


@pytest.mark.parametrize("answer", [True, False])
@pytest.mark.parametrize("code", EVERYWHERE)
def test_the_notebooks_seeds_move(code: str, answer: bool) -> None:
    assert moved(code, 7, MODULES, answer=answer) == EVERYWHERE[code]


@pytest.mark.parametrize("code", IN_ANSWERS)
def test_generators_move_in_answers_only(code: str) -> None:
    assert moved(code, 7, MODULES, answer=True) == IN_ANSWERS[code]
    assert moved(code, 7, MODULES, answer=False) == code


@pytest.mark.parametrize("answer", [True, False])
@pytest.mark.parametrize("code", NOWHERE)
def test_what_is_no_seed_stays(code: str, answer: bool) -> None:
    assert moved(code, 7, MODULES, answer=answer) == code


def composed(*texts: str, cell: int) -> Composed:
    cells = [
        {"cell_type": "code", "id": f"c{i}", "source": text, "metadata": {}, "outputs": []}
        for i, text in enumerate(texts)
    ]
    return Composed(json.dumps({"cells": cells, "metadata": {}}).encode(), cell)


def texts(notebook: bytes) -> list[str]:
    return [cell["source"] for cell in json.loads(notebook)["cells"]]


def test_a_notebook() -> None:
    own = "rng = np.random.default_rng(1)"
    seen = texts(reseeded(composed("import numpy as np", f"{own}\nnp.random.seed(1)", own, cell=3), 2000))
    assert [seen[0], *seen[2:]] == [
        "import numpy as np",
        "rng = np.random.default_rng(1)\nnp.random.seed((1) + 2000)",
        "rng = np.random.default_rng((1) + 2000)",
    ]


def test_what_seeds_nothing_is_seeded_at_the_start() -> None:
    def draw(offset: int) -> object:
        opening = texts(reseeded(composed("import random", "x = 1", cell=2), offset, ["random"]))[1]
        names: dict[str, object] = {}
        exec(compile(ast.parse(opening), "opening", "exec"), names)
        assert set(names) == {"__builtins__"}  # a notebook that forgets an import does not get it from here
        import random

        return random.random()

    assert draw(0) == draw(0)
    assert draw(0) != draw(1000)


def test_without_an_offset_the_code_stays() -> None:
    assert (
        texts(reseeded(composed("import torch", "torch.manual_seed(0)", cell=2), 0))[2]
        == "torch.manual_seed(0)"
    )
