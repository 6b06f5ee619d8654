"""What of a bundle results depend on, so that a change of it touches no more than it must."""

from __future__ import annotations

import ast
import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

_CHECKS = "labkit.checks"  # what only tests use of labkit
_FOLDER = "labkit/checks/"
_INDEX = "__init__"  # which re-exports, and holds no logic


@dataclass(frozen=True)
class Parts:
    """Digests. When one differs, what was worked out with it has to be worked out again.

    `cells`: all that a notebook's code meets: the lab's files, its environment, labkit but for the checks.
    `tests`: by question, its tests, with those of labkit's checks that they use.
    `answers`: by what the answers that people read are found in a notebook's text.
    """

    cells: str
    tests: Mapping[str, str]
    answers: str

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self))  # the questions stay in their order

    @classmethod
    def from_json(cls, text: str) -> Parts:
        raw: dict[str, Any] = json.loads(text)
        return cls(**raw)


def parts_of(
    tests: Mapping[str, str],
    files: Mapping[str, bytes],
    kit: Mapping[str, bytes],
    environment: bytes,
    answers: object,
) -> Parts:
    """The parts of a bundle. `kit`: labkit's files, as `labkit/…`; `answers`: anything whose `repr` tells it all."""
    checks = {name: data for name, data in kit.items() if name.startswith(_FOLDER)}
    met = {f"/{name}": data for name, data in kit.items() if name not in checks}
    cells = _digest({**files, **met, "/environment": environment})
    modules = [_Module(PurePosixPath(name).stem, data.decode()) for name, data in checks.items()]
    used = {question: _used(text, {m.name: m for m in modules}) for question, text in tests.items()}
    by_question = {
        question: _digest({"": text.encode(), **{m.name: m.text.encode() for m in used[question]}})
        for question, text in tests.items()
    }
    return Parts(cells, by_question, _digest({"": repr(answers).encode()}))


@dataclass(frozen=True)
class _Module:
    """A module of labkit's checks."""

    name: str
    text: str

    @cached_property
    def defines(self) -> frozenset[str]:
        """The names that its own statements define."""
        return frozenset(_defined(self.text))

    @cached_property
    def uses(self) -> frozenset[str] | None:
        return _uses(self.text)


def _used(text: str, modules: Mapping[str, _Module]) -> list[_Module]:
    """The modules behind the checks that a text names, and those behind these; all where that can't be told."""
    own = [module for name, module in modules.items() if name != _INDEX]
    homes = {name: module for module in own for name in (module.name, *module.defines)}
    found: dict[str, _Module] = {}
    todo = [_uses(text)]
    while todo:
        names = todo.pop()
        if names is None or not names <= homes.keys():
            return list(modules.values())
        new = {homes[name].name: homes[name] for name in names if homes[name].name not in found}
        todo += [module.uses for module in new.values()]
        found |= new
    return list(found.values())


def _uses(text: str) -> frozenset[str] | None:
    """The checks, or their modules, that a text names; None where that can't be told."""
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except SyntaxError:
        return None
    asked = [node.attr for node in nodes if isinstance(node, ast.Attribute) and _is_checks(node.value)]
    if len(asked) < sum(map(_is_checks, nodes)) or any(map(_is_unclear, nodes)):
        return None
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    return frozenset([*asked, *(name for node in imports for name in _imported(node))])


def _is_checks(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "checks"


def _is_unclear(node: ast.AST) -> bool:
    """Whether it brings labkit's checks in under another name, or by their name as a string."""
    match node:
        case ast.Constant(value=str(text)):
            return text.startswith(_CHECKS)
        case ast.Import(names=names):
            return any(alias.name.startswith(_CHECKS) for alias in names)
        case ast.ImportFrom(module="labkit", names=names):
            return any(alias.name == "checks" and alias.asname for alias in names)
    return False


def _imported(node: ast.ImportFrom) -> Iterator[str]:
    """What a statement brings in of labkit's checks: names, or the module that they are in."""
    if node.module == _CHECKS:
        yield from (alias.name for alias in node.names)
    elif node.module and node.module.startswith(f"{_CHECKS}."):
        yield node.module.removeprefix(f"{_CHECKS}.")


def _defined(text: str) -> Iterator[str]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from (name.id for name in ast.walk(node) if isinstance(name, ast.Name))


def _digest(parts: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for name, data in sorted(parts.items()):
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()
