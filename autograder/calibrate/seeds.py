"""Other seeds for the same notebook: what a run with more or less luck would have been.

Every call that seeds random numbers for the whole notebook (`labkit.seed_everything(0)`, `torch.manual_seed(0)`,
`np.random.seed(0)` and the like) gets an offset added to its argument. In the answer itself so do generators of its
own: `torch.Generator().manual_seed(0)`, `np.random.default_rng(0)`, `random_state=0`. Outside of the answer these
stay as they are: there they make data, which are the same for everyone. What seeds nothing is seeded at the start.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from autograder.verify.compose import Composed
from autograder.verify.slicing import SEEDERS, names_of

STRIDE = 1000
"""Between the offsets of two runs: farther than the seeds that a notebook uses lie apart."""

_SEEDERS = SEEDERS | {"set_seed"}
_GENERATORS = frozenset({"RandomState", "default_rng", "Random", "SeedSequence"})
_KEYWORDS = ("seed", "random_state")

_OPENING = """
def _seed_all(seed):
    import random
    import sys

    for name in {modules}:
        __import__(name)
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(seed)
    if "tensorflow" in sys.modules:
        sys.modules["tensorflow"].random.set_seed(seed)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(seed)


_seed_all({seed})
del _seed_all
"""


def reseeded(composed: Composed, offset: int, modules: Sequence[str] = ()) -> bytes:
    """The notebook with all its seeds moved by `offset`; `modules` are imported before the seeding at the start."""
    notebook = json.loads(composed.notebook)
    cells = notebook["cells"]
    texts = ["".join(cell["source"]) for cell in cells]
    imported = _imported(tuple(texts))
    for number, (cell, text) in enumerate(zip(cells, texts, strict=True), start=1):
        cell["source"] = moved(text, offset, imported, answer=number >= composed.cell)
    opening = _OPENING.format(modules=tuple(modules), seed=offset).strip()
    cells.insert(1, {**cells[0], "id": "seeds", "source": opening})
    return json.dumps(notebook).encode()


@cache
def _imported(texts: tuple[str, ...]) -> frozenset[str]:
    """The names that a notebook imports; it is asked for once for each seed."""
    return frozenset(name for text in texts for name in names_of(text).imports)


def moved(code: str, offset: int, imported: frozenset[str], *, answer: bool) -> str:
    """One cell's code with `offset` added to its seeds. `imported`: the notebook's names that are modules' own."""
    tree = _parsed(code)
    if tree is None or offset == 0:
        return code
    finder = _Finder(imported, answer)
    lines = [line.encode() for line in code.splitlines(keepends=True)]
    inserts: dict[tuple[int, int], bytes] = {}
    for seed in finder.seeds(tree):
        inserts[seed.lineno, seed.col_offset] = b"("
        inserts[seed.end_lineno or seed.lineno, seed.end_col_offset or 0] = f") + {offset}".encode()
    for (line, column), text in sorted(inserts.items(), reverse=True):
        old = lines[line - 1]
        lines[line - 1] = old[:column] + text + old[column:]
    return b"".join(lines).decode()


def _parsed(code: str) -> ast.Module | None:
    """The code's tree, IPython's `%magic` and `!shell` lines left out; None where it is no Python at all."""
    for text in (code, re.sub(r"^(\s*)[%!?].*$", r"\1pass", code, flags=re.MULTILINE)):
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            continue
    return None


@dataclass(frozen=True)
class _Finder:
    """Finds the expressions that are seeds."""

    imported: frozenset[str]
    answer: bool

    def seeds(self, node: ast.AST) -> Iterator[ast.expr]:
        """Those in the node; positions within f-strings are none before Python 3.12, so these are left out."""
        if isinstance(node, ast.JoinedStr):
            return
        if isinstance(node, ast.Call):
            yield from self._of_call(node)
        for child in ast.iter_child_nodes(node):
            yield from self.seeds(child)

    def _of_call(self, call: ast.Call) -> Iterator[ast.expr]:
        keywords = [k.value for k in call.keywords if k.arg in _KEYWORDS]
        if self._seeds(call):
            yield from filter(_is_seed, [*call.args[:1], *keywords])
        elif self.answer:
            yield from (value for value in keywords if _is_number(value))

    def _seeds(self, call: ast.Call) -> bool:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if self.answer:
            return name in _SEEDERS | _GENERATORS
        return name in _SEEDERS and _root(call.func) in self.imported


def _is_seed(node: ast.expr) -> bool:
    """Whether the expression may be a whole number: a literal of another kind never is."""
    return not isinstance(node, ast.Starred) and (not isinstance(node, ast.Constant) or _is_number(node))


def _is_number(node: Any) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int


def _root(node: ast.AST) -> str:
    """`np` of `np.random.seed`; nothing where the chain starts with a call."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
