"""The gate for tests: one function a cell, that otter will call, with points that add up."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.build import markers
from autograder.build.gate_settings import check_test
from autograder.build.manual import check_manual, is_manual
from autograder.build.settings import Settings, parse_settings
from autograder.build.source import Cell, LabSource, Role

_HIDDEN_COMMENT = re.compile(r"#.*\bhidden\b", re.IGNORECASE)


@dataclass(frozen=True)
class TestCell:
    """A test as its cell says it: its settings, and its function's text with whatever comments stand above."""

    __test__ = False  # not a pytest class

    cell: Cell
    name: str
    body: str
    settings: Mapping[str, Any]

    @property
    def hidden(self) -> bool:
        return bool(self.settings.get("hidden", False))

    @property
    def points(self) -> float | None:
        """The test's own points; None where the question's points are shared out."""
        return self.settings.get("points")


def read_tests(source: LabSource, question: str) -> tuple[TestCell, ...]:
    """A question's tests in order. Raises: SourceError on a cell or a name that otter would not take."""
    tests: dict[str, TestCell] = {}
    for cell in source.of(question, Role.TEST):
        test = _read_test(source, cell)
        if test.name in tests:
            first = tests[test.name].cell.number
            what = f"a second test of {question} is named `{test.name}`"
            raise source.fault(cell, what, f"Rename it, or otter drops the one of cell {first}")
        tests[test.name] = test
    return tuple(tests.values())


def split_config(text: str) -> tuple[str, int]:
    """A test cell's settings and the offset of the line after them; ("", 0) without settings."""
    lines = text.split("\n")
    if markers.quoted_marker(lines[0]) != "BEGIN TEST CONFIG":
        return "", 0
    end = next(i for i, line in enumerate(lines) if markers.quoted_marker(line) == "END TEST CONFIG")
    return "\n".join(lines[1:end]), end + 1


def _read_test(source: LabSource, cell: Cell) -> TestCell:
    config, start = split_config(cell.text)
    settings = parse_settings(source.path, cell.line + 1, cell.number, config) if config else Settings()
    check_test(source, cell, settings, 1)
    body = "\n".join(cell.text.split("\n")[start:])
    if not config and _HIDDEN_COMMENT.match(cell.text):
        mend = "Write `hidden: true` in a TEST CONFIG, or drop the word from the comment"
        raise source.fault(cell, "a comment makes this test hidden", mend)
    function = _only_function(source, cell, ast.parse(body), start)
    return TestCell(cell, function.name, body.strip("\n"), settings.values)


def _only_function(source: LabSource, cell: Cell, tree: ast.Module, start: int) -> ast.FunctionDef:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if not functions or not functions[0].name.startswith("test_") or functions[0].name == "test_case":
        seen = f"`{functions[0].name}`" if functions else "none"
        what = f"a test cell should hold one function named `test_…`; it holds {seen}"
        raise source.fault(cell, what, "Write `def test_…(name):`", start)
    function = functions[0]
    for node in tree.body:
        if node is not function:
            line = start + node.lineno - 1
            what = f"a second statement beside `{function.name}`: `{ast.unparse(node).splitlines()[0]}`"
            raise source.fault(cell, what, "Move it into the function: otter drops it", line)
    arguments = function.args
    plain = not (arguments.vararg or arguments.kwarg or arguments.defaults or arguments.posonlyargs)
    if not plain or any(arguments.kw_defaults) or function.decorator_list:
        what = f"`{function.name}` has a decorator, a default value, `*` or `/`"
        raise source.fault(
            cell, what, "Use plain parameter names: otter passes the student's values by name", start
        )
    return function


def check_question_tests(source: LabSource, question: str) -> float:
    """Checks a question's blocks and returns the points it is worth. Raises: SourceError."""
    cell = next(c for c in source.cells if c.role is Role.QUESTION and c.question == question)
    values = source.settings[question].values
    tests = read_tests(source, question)
    _check_solution(source, cell, question)
    if is_manual(source, question):
        check_manual(source, cell, question)
    else:
        _check_presence(source, cell, tests, check_cell=values.get("check_cell", True))
    points = values["points"]
    total = points["each"] * len(tests) if isinstance(points, dict) else points
    given = sum(test.points or 0 for test in tests)
    shared = any(test.points is None for test in tests)
    if tests and (given > total or (given < total and not shared)):
        what = f"the tests of {question} are given {given:g} points, but it is worth {total:g}"
        raise source.fault(cell, what, "Make them add up", source.settings[question].line("points"))
    return float(total)


def _check_presence(source: LabSource, cell: Cell, tests: tuple[TestCell, ...], *, check_cell: bool) -> None:
    if not tests:
        mend = "Add a TESTS block, or `manual: true`"
        raise source.fault(cell, f"question {cell.question} has no test", mend)
    if check_cell and all(test.hidden for test in tests):
        what = f"all tests of {cell.question} are hidden, so its check cell would tell everybody they passed"
        raise source.fault(cell, what, "Add a public test, or `check_cell: false`")


def _check_solution(source: LabSource, cell: Cell, question: str) -> None:
    solutions = source.of(question, Role.SOLUTION)
    if not solutions:
        what = f"question {question} has no solution"
        raise source.fault(cell, what, "Put `# BEGIN SOLUTION` and `# END SOLUTION` raw cells around it")
    for solution in solutions:
        if solution.kind == "code" and not markers.solution_lines(solution.text):
            mend = "Mark the answer with `# SOLUTION`, or move the cell out of the SOLUTION block"
            raise source.fault(solution, "nothing here is marked, so students would get all of it", mend)
