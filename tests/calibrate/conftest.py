"""A lab whose figures are random numbers, so that what its seeds should give is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Course, Lab, load_course

MANIFEST = """
[course]
title = "Dice"

[[lab]]
name = "dice"
title = "A lab of luck"
points = 4
cell_seconds = 10
test_seconds = 5
submission_seconds = 30
"""

SOURCE = '''# %% [raw]
# # ASSIGNMENT CONFIG
# name: dice
# tests:
#     files: true
#     ok_format: false
# strip_solutions_from_all_cells: true
# show_question_points: true
# init_cell: true
# export_cell:
#     pdf: false
#     run_tests: false
#     instructions: Upload the zip file.

# %% [markdown]
# # Luck

# %%
import random

random.seed(5)

# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 1

# %% [markdown]
# Write `double(x)`.

# %% [raw]
# # BEGIN SOLUTION

# %%
def double(x):
    return 2 * x  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
def test_double(double):
    assert callable(double), "double is not a function yet."
    assert double(4) == 8, "Twice 4 is 8."

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 3

# %% [markdown]
# Make `score` and `gaps`.

# %% [raw]
# # BEGIN SOLUTION

# %%
random.seed(3)
score = 0.9 + double(0.005) * random.gauss(0, 1)  # SOLUTION

# %%
gaps = [score - 1, score - 2]  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
def test_score(score):
    from labkit import checks

    checks.at_least(score, 0.5, name="score", why="luck")

# %%
""" # BEGIN TEST CONFIG
hidden: true
"""  # END TEST CONFIG

def test_gaps(gaps, score):
    from labkit import checks

    checks.exists(gaps, "gaps")
    for gap in gaps:
        checks.below(gap, 0, name="gap")

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION
'''

VARIANTS = {
    "right/q2_unseeded.py": "score = random.uniform(0.8, 0.9)\ngaps = [-0.5, -1.0]\n",
    "wrong/q2_unlucky.py": (
        "# expect: fails q2.test_score\n"
        "rng = random.Random(1)\nscore = 0.1 + rng.random() / 10\ngaps = [-0.25, -0.75]\n"
    ),
    "wrong/q2_no_gaps.py": "# expect: fails q2.test_gaps\nscore = 0.75\ngaps = None\n",
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    folder = tmp_path / "course" / "assignments" / "dice"
    for name, text in {"dice.py": SOURCE, **{f"variants/{n}": t for n, t in VARIANTS.items()}}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder.parent / "course.toml").write_text(MANIFEST, encoding="utf-8")
    return load_course(tmp_path / "course")


@pytest.fixture
def lab(course: Course) -> Lab:
    return course.lab("dice")
