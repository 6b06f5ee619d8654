"""Test files as otter makes them, but with the tests as their author wrote them.

Otter writes tests back with `ast.unparse`: comments are lost, and what comes out differs from one Python
version to the next, so that two people's builds would differ.
"""

from __future__ import annotations

import ast

from otter.assign.tests_manager import EXCEPTION_BASED_TEST_FILE_TEMPLATE
from otter.nbmeta_config import OK_FORMAT_VARNAME
from otter.test_files.abstract_test import TestCase

from autograder.build.faults import fault
from autograder.build.gate_tests import read_tests
from autograder.build.source import LabSource
from autograder.build.tree import Tree


def restore_tests(source: LabSource, tree: Tree, *, hidden: bool) -> dict[str, bytes]:
    """A folder of otter's with its test files written anew; `hidden`: whether these hold the hidden tests.

    Raises: SourceError when a file would then say something else than otter's.
    """
    restored = dict(tree)
    for question in source.questions:
        name = f"tests/{question}.py"
        if name in tree:
            text = render(source, question, hidden=hidden)
            if ast.dump(ast.parse(text)) != ast.dump(ast.parse(tree[name])):
                what = f"otter reads the tests of {question} otherwise than they are written"
                raise fault(source.path, 1, what, "Simplify them, f-strings and docstrings first")
            restored[name] = text.encode()
    return restored


def render(source: LabSource, question: str, *, hidden: bool) -> str:
    """One question's test file, by otter's own template."""
    values = source.settings[question].values
    tests = read_tests(source, question)
    points = values["points"]
    cases = (
        TestCase(
            name="",
            body=test.body,
            hidden=test.hidden,
            points=test.points,
            success_message=test.settings.get("success_message"),
            failure_message=test.settings.get("failure_message"),
        )
        for test in tests
        if hidden or not test.hidden
    )
    text: str = EXCEPTION_BASED_TEST_FILE_TEMPLATE.render(
        name=values["name"],
        points=points["each"] * len(tests) if isinstance(points, dict) else points,
        all_or_nothing=values.get("all_or_nothing", False),
        test_cases=list(cases),
        OK_FORMAT_VARNAME=OK_FORMAT_VARNAME,
    )
    return text.rstrip() + "\n"
