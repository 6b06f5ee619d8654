"""Copies of answers as somebody makes them who does not want them to be seen: new names, new layout, new comments."""

from __future__ import annotations

import ast
import itertools
import random


def shuffled(code: str, seed: int = 0) -> str:
    """The same program with other names, numbers, texts and layout, and without its comments."""
    tree = ast.parse(code)
    names = _own_names(tree)
    luck = random.Random(seed)
    fresh = [f"{first}{second}" for first, second in itertools.product("klmnuvwz", "aeioprst")]
    luck.shuffle(fresh)
    new = dict(zip(sorted(names), (f"{fresh[n % len(fresh)]}{n}" for n in range(len(names))), strict=True))
    return ast.unparse(ast.fix_missing_locations(_Rename(new).visit(tree)))


def _own_names(tree: ast.AST) -> set[str]:
    """What the code itself defines, but for the functions and classes that the tests call by their names."""
    names = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
    return names


class _Rename(ast.NodeTransformer):
    def __init__(self, new: dict[str, str]) -> None:
        self.new = new

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self.new.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg = self.new.get(node.arg, node.arg)
        node.annotation = None
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        node.attr = self.new.get(node.attr, node.attr)
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if type(node.value) in (int, float) and node.value not in (0, 1):
            node.value += 1
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            node.value.value = "Another sentence."
            return node
        self.generic_visit(node)
        return node
