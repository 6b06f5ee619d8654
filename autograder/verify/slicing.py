"""Which cells of a notebook a piece of code needs, found out from the names that cells define and use.

The reading is by names, not by values: an alias (`best = model; best.fit(x)`) is not followed. Where it has
to guess, it keeps a cell too many: that costs seconds, a cell too few costs the truth.
"""

from __future__ import annotations

import ast
import builtins
import copy
import re
import symtable
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

SEEDERS = frozenset({"seed_everything", "manual_seed", "manual_seed_all", "set_random_seed", "seed"})
"""Calls after which a cell that defines nothing is kept all the same."""

HARMLESS = frozenset(dir(builtins)) - {"setattr", "delattr", "exec", "eval"} | {"display"}
"""Functions that leave their arguments as they were (an iterator that moves on is not counted)."""

# fmt: off
HARMLESS_METHODS = frozenset({
    "all", "any", "argmax", "argmin", "argsort", "astype", "clone", "copy", "count", "cpu", "describe",
    "detach", "dim", "endswith", "flatten", "float", "format", "get", "head", "index", "info", "int",
    "item", "items", "join", "keys", "long", "lower", "max", "mean", "min", "numel", "numpy",
    "parameters", "permute", "replace", "reshape", "round", "shape", "size", "split", "squeeze",
    "startswith", "state_dict", "std", "strip", "sum", "tail", "tolist", "transpose", "unsqueeze",
    "upper", "values", "var", "view",
})
"""Methods of arrays, frames, texts and models that leave their object as it was."""
# fmt: on

PLOTTING = frozenset({"matplotlib", "seaborn", "IPython"})
TRAINING = re.compile(r"_*(pre_?|fine_?)?(fit|train|tune|optimi[sz]e|update|load)(_|\d|$)")
SHOWING = re.compile(r"_*(plot|show|draw|display|print|visuali[sz]e)(_|\d|$)")
STEPS = frozenset({"step", "backward", "apply_gradients", "minimize"})


@dataclass
class Names:
    """What a piece of code does with the names of the notebook around it."""

    binds: set[str] = field(default_factory=set)  # bound whichever way the code goes: older values are gone
    changes: set[str] = field(default_factory=set)  # bound on one way only, deleted, or changed in place
    uses: set[str] = field(default_factory=set)  # read while the code runs, before it binds them itself
    late: set[str] = field(default_factory=set)  # read inside functions, whenever those are called
    writes: set[str] = field(default_factory=set)  # assigned inside functions by `global`
    imports: dict[str, str] = field(default_factory=dict)  # name → the top-level package it comes from
    keep: bool = False  # needed whatever its names are

    @property
    def defines(self) -> set[str]:
        return self.binds | self.changes


def needed_cells(cells: Sequence[str], code: str, wanted: Iterable[str]) -> list[int]:
    """The indices of the cells that must run before `code`, so that it runs and leaves `wanted` defined."""
    imported = {name: package for text in cells for name, package in _imports(text).items()}
    facts = [names_of(text, imported) for text in cells]
    _spread_writes(facts)
    own = names_of(code, imported)
    kept = {i for i, names in enumerate(facts) if names.keep}
    demands = [(name, len(cells)) for name in own.uses | (set(wanted) - own.binds)]
    late = set(own.late)
    for i in kept:
        demands += [(name, i) for name in facts[i].uses]
        late |= facts[i].late
    return sorted(_close(facts, kept, demands, late))


def _close(facts: list[Names], kept: set[int], demands: list[tuple[str, int]], late: set[str]) -> set[int]:
    """Follows demands (a name, wanted before cell i) and late names (wanted at any time)."""
    seen: set[tuple[str, int]] = set()
    while demands or late:
        if late:
            name = late.pop()
            if (name, -1) in seen:
                continue
            seen.add((name, -1))
            found = {i for i, names in enumerate(facts) if name in names.defines}
        else:
            name, before = demands.pop()
            if (name, before) in seen:
                continue
            seen.add((name, before))
            found = set(_definers(facts, name, before))
        for i in found:
            demands += [(used, i) for used in facts[i].uses]
            late |= {used for used in facts[i].late if (used, -1) not in seen}
        kept |= found
    return kept


def _definers(facts: list[Names], name: str, before: int) -> Iterator[int]:
    """The cells that made the value that `name` has before cell `before`, last first."""
    for i in reversed(range(before)):
        if name in facts[i].defines:
            yield i
        if name in facts[i].binds:
            return


def _spread_writes(facts: list[Names]) -> None:
    """A cell that uses a function which assigns globals changes those globals."""
    writers = {name: names.writes for names in facts if names.writes for name in names.defines}
    for names in facts:
        for name in (names.uses | names.binds) & writers.keys():
            names.changes |= writers[name]


def names_of(code: str, imported: Mapping[str, str] | None = None) -> Names:
    """Reads one cell. `imported` says which names of the notebook are imported, and from which package."""
    words = _words(code)
    return copy.deepcopy(
        _read(code, frozenset(item for item in (imported or {}).items() if item[0] in words))
    )


def _words(code: str) -> set[str]:
    return set(re.findall(r"[^\W\d]\w*", code))


@lru_cache(maxsize=2048)  # the cells before a question are read for each of its variants
def _read(code: str, imported: frozenset[tuple[str, str]]) -> Names:
    text, magics = _without_magics(code)
    try:
        body = ast.parse(text).body
        reader = _Reader({**dict(imported), **_imports(text)})
        reader.read(body)
    except (SyntaxError, ValueError, RecursionError):
        return Names(uses=_words(code), keep=True)
    names = reader.names
    if reader.steps:
        names.changes |= reader.called - reader.imported.keys() - HARMLESS
    names.late -= names.binds
    names.keep = magics or reader.star or (reader.seeds and names.binds <= names.imports.keys())
    return names


def _without_magics(code: str) -> tuple[str, bool]:
    """The code without IPython's `%magic` and `!shell` lines, and whether there were any."""
    pattern = re.compile(r"^(\s*)(?:%|!|\?).*$|^(\s*)[\w., ]+=\s*[%!][^=].*$", re.MULTILINE)
    try:
        ast.parse(code)
    except (SyntaxError, ValueError):
        text, count = pattern.subn(lambda m: f"{m[1] or m[2] or ''}pass", code)
        return text, count > 0
    return code, False


@lru_cache(maxsize=2048)
def _imports(code: str) -> Mapping[str, str]:
    """The names that a cell imports, and the top-level packages they come from."""
    try:
        return _imports_in(ast.parse(_without_magics(code)[0]))
    except (SyntaxError, ValueError, RecursionError):
        return {}


def _imports_in(tree: ast.AST) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in _running(tree):
        if isinstance(node, ast.Import):
            found |= {(a.asname or a.name.split(".")[0]): a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {(a.asname or a.name): (node.module or "").split(".")[0] for a in node.names}
    return found


class _Reader:
    """Reads statements in the order in which they run."""

    def __init__(self, imported: Mapping[str, str]) -> None:
        self.names = Names()
        self.imported = imported
        self.star = False
        self.seeds = False
        self.steps = False  # an optimiser's step or a backward pass runs: it changes the models called
        self.called: set[str] = set()

    def read(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            self._read_one(statement)

    def _read_one(self, node: ast.stmt) -> None:
        if isinstance(node, ast.With | ast.AsyncWith):
            for item in node.items:
                self._read_leaf(item.context_expr)
                if item.optional_vars is not None:
                    self._read_leaf(ast.Assign([item.optional_vars], ast.Constant(None)))
            self.read(node.body)
        elif isinstance(node, ast.For | ast.AsyncFor | ast.While):
            self._read_loop(node)
        elif isinstance(node, ast.If):
            self._read_leaf(node.test)
            self._read_branches(node.body, node.orelse)
        elif isinstance(node, ast.Try | ast.TryStar):
            self.read([*node.body, *node.orelse])
            for handler in node.handlers:
                if handler.type is not None:
                    self._read_leaf(handler.type)
                self._read_branches(handler.body, [])
            self.read(node.finalbody)
        else:
            self._read_leaf(node)

    def _read_loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        """A loop's body is taken to run; changing its variable changes what it goes through."""
        if isinstance(node, ast.While):
            self._read_leaf(node.test)
            self.read([*node.body, *node.orelse])
            return
        step = ast.Assign([node.target], node.iter)
        self._read_leaf(step)
        before = set(self.names.changes)
        self.read([*node.body, *node.orelse])
        if (self.names.changes - before) & _Scope(step).binds:
            self.names.changes |= _Scope(node.iter).uses - self.imported.keys()

    def _read_branches(self, *branches: Sequence[ast.stmt]) -> None:
        """What only some branches bind is a change, not a binding."""
        before, outcomes = set(self.names.binds), []
        for branch in branches:
            self.names.binds = set(before)
            self.read(branch)
            outcomes.append(self.names.binds)
        self.names.binds = set.intersection(*outcomes)
        self.names.changes |= set.union(*outcomes) - self.names.binds

    def _read_leaf(self, node: ast.stmt | ast.expr) -> None:
        """An expression, or a statement that holds no others to read one by one."""
        names = self.names
        scope = _Scope(node)
        names.uses |= scope.uses - names.binds
        names.late |= scope.late - names.binds
        names.writes |= scope.writes
        names.imports |= _imports_in(node)
        changed = set(self._changed(node)) & (scope.uses | scope.binds)
        names.changes |= changed
        names.uses |= changed - names.binds
        if isinstance(node, ast.Delete):
            gone = scope.binds
            names.changes |= gone
            names.binds -= gone
        elif isinstance(node, ast.Match):
            names.changes |= scope.binds
        elif not (isinstance(node, ast.AnnAssign) and node.value is None):
            names.binds |= scope.binds

    def _changed(self, leaf: ast.AST) -> Iterator[str]:
        """The names whose objects the code changes in place."""
        for node in _running(leaf):
            if isinstance(node, ast.AugAssign | ast.Attribute | ast.Subscript):
                stored = node.target if isinstance(node, ast.AugAssign) else node
                if isinstance(node, ast.AugAssign) or not isinstance(node.ctx, ast.Load):
                    yield from _root(stored)
            elif isinstance(node, ast.ImportFrom):
                self.star |= any(alias.name == "*" for alias in node.names)
            elif isinstance(node, ast.Call):
                self.seeds |= _last_name(node.func) in SEEDERS
                discarded = isinstance(leaf, ast.Expr) and leaf.value is node
                yield from self._changed_by_call(node, discarded=discarded)
                self.called |= {node.func.id} if isinstance(node.func, ast.Name) else set()
                self.steps |= _last_name(node.func) in STEPS

    def _changed_by_call(self, call: ast.Call, *, discarded: bool) -> Iterator[str]:
        """A method changes its object; a function, its arguments, where it looks as if called for that."""
        name = _last_name(call.func)
        for root in _root(call.func) if isinstance(call.func, ast.Attribute) else ():
            if root not in self.imported:
                if name not in HARMLESS_METHODS:
                    yield root
                return
            if self.imported[root] in PLOTTING:
                return
        if name in HARMLESS or SHOWING.match(name):
            return
        given = [*call.args, *(k.value for k in call.keywords)]
        if not discarded:
            given = given[:1] if TRAINING.match(name) else []
        yield from (a.id for a in given if isinstance(a, ast.Name) and a.id not in self.imported)


class _Scope:
    """What Python's own symbol table says of the names in one statement or expression."""

    def __init__(self, node: ast.stmt | ast.expr) -> None:
        self.binds: set[str] = set()
        self.uses: set[str] = set()
        self.late: set[str] = set()
        self.writes: set[str] = set()
        top = symtable.symtable(ast.unparse(ast.fix_missing_locations(node)), "cell", "exec")
        for symbol in top.get_symbols():
            self._add(symbol, late=False)
        for child in top.get_children():
            self._descend(child, late=False)

    def _descend(self, table: symtable.SymbolTable, *, late: bool) -> None:
        at_once = {"listcomp", "setcomp", "dictcomp", "genexpr"}
        late |= table.get_type() == "function" and table.get_name() not in at_once
        for symbol in table.get_symbols():
            if symbol.is_global():
                self._add(symbol, late=late)
        for child in table.get_children():
            self._descend(child, late=late)

    def _add(self, symbol: symtable.Symbol, *, late: bool) -> None:
        if symbol.is_referenced():
            (self.late if late else self.uses).add(symbol.get_name())
        if symbol.is_assigned() or symbol.is_imported():
            (self.writes if late else self.binds).add(symbol.get_name())


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """The node and what is in it, without the bodies of functions: those run later."""
    yield node
    for name, value in ast.iter_fields(node):
        if name == "body" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _running(child)


def _root(node: ast.AST) -> list[str]:
    """`model` of `model.layers[0].weight`; nothing where the chain starts with a call or a literal."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        node = node.value
    return [node.id] if isinstance(node, ast.Name) else []


def _last_name(node: ast.AST) -> str:
    """`fit` of `labkit.training.fit`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
