"""`import otter` in a graded kernel: the student's own `grader.check` does nothing there.

Tests run in the judge; what the notebook's check cells call need neither tests on disk nor otter's imports.
"""

from __future__ import annotations

import sys
import types
from typing import Any


class Notebook:
    """Stands in for `otter.Notebook`: each method takes what otter's takes, and does nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes the notebook's name, as otter does."""

    def check(self, *args: Any, **kwargs: Any) -> None:
        """The judge runs the question's tests after this cell."""

    check_all = export = to_pdf = run_plugin = add_plugin_files = check


def install() -> None:
    """Puts the stand-in where `import otter` finds it."""
    module = types.ModuleType("otter")
    module.Notebook = Notebook  # type: ignore[attr-defined]
    sys.modules["otter"] = module
