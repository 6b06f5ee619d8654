"""Submissions as a class hands them in: folders, otter's exports, and what Canvas, Moodle and Gradescope give."""

from autograder.submissions.alone import read_alone
from autograder.submissions.collect import Collected, Keep, Source, collect, find_submissions
from autograder.submissions.notebooks import Wanted
from autograder.submissions.opening import Format
from autograder.submissions.submission import GRADEBOOK, LeftOut, Submission, safe_id

__all__ = [
    "GRADEBOOK",
    "Collected",
    "Format",
    "Keep",
    "LeftOut",
    "Source",
    "Submission",
    "Wanted",
    "collect",
    "find_submissions",
    "read_alone",
    "safe_id",
]
