"""What differs between two gradings of a lab: who changed by how much, and which tests flipped."""

from autograder.diff.changes import Change, Diff, Standing, compare, regrading, standing, standings
from autograder.diff.gradebooks import Grades, diff, diff_and_tell, read_grades
from autograder.diff.table import CHANGES_CSV, diff_csv, write_changes
from autograder.diff.terminal import print_diff, regrading_lines

__all__ = [
    "CHANGES_CSV",
    "Change",
    "Diff",
    "Grades",
    "Standing",
    "compare",
    "diff",
    "diff_and_tell",
    "diff_csv",
    "print_diff",
    "read_grades",
    "regrading",
    "regrading_lines",
    "standing",
    "standings",
    "write_changes",
]
