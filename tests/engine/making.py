"""Bundles and notebooks made in memory, for tests of the engine."""

from __future__ import annotations

import textwrap

import nbformat

from autograder.bundle import Bundle

HEAD = 'from otter.test_files import test_case\nOK_FORMAT = False\nname = "{name}"\npoints = None\n'


def notebook(*cells: str) -> bytes:
    """A notebook of these code cells."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(textwrap.dedent(c)) for c in cells])
    return nbformat.writes(made).encode()


def bundle(**tests: str) -> Bundle:
    """A bundle of questions, each given by its decorated test functions."""
    sources = {name: HEAD.format(name=name) + textwrap.dedent(text) for name, text in tests.items()}
    return Bundle("lab", sources, {}, "digest")
