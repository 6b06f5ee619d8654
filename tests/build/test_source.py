"""Reading a percent script: cells, roles, ids and lines."""

from __future__ import annotations

import pytest

from autograder.build import Role, read_source, solved_source
from autograder.build.source import stable_ids
from autograder.errors import SourceError


def test_roles_and_questions(mini):
    source = read_source(mini.lab.source)
    assert source.questions == ("q1", "q2")
    assert [c.role for c in source.cells[:3]] == [Role.CONFIG, Role.FREE, Role.FREE]
    assert len(source.of("q2", Role.TEST)) == 3
    assert source.of("q1", Role.FREE)[0].text.startswith("## Question 1")
    assert source.cells[-1].question is None


def test_every_cell_names_its_line(mini):
    lines = mini.lab.source.read_text().split("\n")
    for cell in read_source(mini.lab.source).cells:
        shown = lines[cell.line - 1]
        first = cell.text.split("\n")[0]
        assert shown.removeprefix("# ") == first if cell.kind != "code" else shown == first


def test_ids_are_stable_when_another_cell_changes(mini):
    before = [cell.id for cell in read_source(mini.lab.source).cells]
    mini.replace("Two questions that take no time.", "Two quick questions.")
    after = [cell.id for cell in read_source(mini.lab.source).cells]
    assert [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [1]


def test_equal_cells_get_different_ids():
    first, second = stable_ids([("code", "x"), ("code", "x")])
    assert first != second


def test_magics_and_markdown_are_uncommented(mini):
    mini.replace("import numpy as np\n\nheights", "# %matplotlib inline\nimport numpy as np\n\nheights")
    cell = read_source(mini.lab.source).cells[2]
    assert cell.text.startswith("%matplotlib inline\nimport")


def test_a_missing_kernelspec_is_added(mini):
    text = mini.lab.source.read_text()
    mini.lab.source.write_text(text[text.index("# %% [raw]") :])
    assert read_source(mini.lab.source).metadata["kernelspec"]["name"] == "python3"


def test_an_ignored_cell_is_in_no_notebook(mini):
    mini.replace("# %% [markdown]\n# That is all.", "# %%\n# IGNORE\nprint(1 / 0)")
    assert read_source(mini.lab.source).cells[-1].role is Role.IGNORED


def test_solved_source_drops_markers_prompts_and_ignored_lines():
    text = (
        "def f(x):\n    # BEGIN SOLUTION NO PROMPT\n    y = x  # not a marker\n    return y\n    # END SOLUTION\n"
        '    """ # BEGIN PROMPT\n    return ...\n    """  # END PROMPT\n\n'
        "z = f(1)  # SOLUTION\nprint(z)  # SOLUTION NO PROMPT\nassert z  # IGNORE"
    )
    wanted = "def f(x):\n    y = x  # not a marker\n    return y\n\nz = f(1)\nprint(z)"
    assert solved_source(text) == wanted


def test_a_missing_file_is_one_line(tmp_path):
    with pytest.raises(SourceError, match=r"none\.py:1: cannot be read"):
        read_source(tmp_path / "none.py")
