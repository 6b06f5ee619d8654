"""What differs between two gradings of a lab: who changed by how much, and which tests flipped."""

from autograder.diff.changes import Change, Diff, Standing, compare, standing, standings
from autograder.diff.gradebooks import Grades, diff, read_grades
from autograder.diff.table import CHANGES_CSV, diff_csv, write_changes

__all__ = [
    "CHANGES_CSV",
    "Change",
    "Diff",
    "Grades",
    "Standing",
    "compare",
    "diff",
    "diff_csv",
    "read_grades",
    "standing",
    "standings",
    "write_changes",
]
