"""One submission by itself: a notebook, an export, or a folder that holds one with its files."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from autograder.errors import CourseError
from autograder.people import HandIn
from autograder.submissions.handed import Handed, read_submission
from autograder.submissions.notebooks import Wanted, assignment_of
from autograder.submissions.submission import LeftOut, Submission, printable
from autograder.submissions.tree import FolderTree


def read_alone(path: Path, wanted: Wanted, hand_in: HandIn) -> tuple[Submission, list[LeftOut]]:
    """The submission, with its problem if it is not the lab's notebook, and which of its files are no use.

    Raises: CourseError for a path that can't be read at all.
    """
    try:
        tree = FolderTree(path) if path.is_dir() else FolderTree(path.parent, only=[path.name])
    except OSError as error:
        what = f"can't be read ({error.strerror})"
        raise CourseError(what, where=str(path), mend="Check the path and its permissions") from None
    if not path.exists():
        mend = "Name a notebook, an otter export or a folder that holds one"
        raise CourseError("there is no such file or folder", where=str(path), mend=mend)
    files = {str(name): name for name in tree.files}
    handed = Handed(hand_in.submission, hand_in.people, tree.name if path.is_dir() else path.name, files)
    submission, unused = read_submission(handed.id, handed, tree.read, wanted)
    problem = submission.problem or _problem(submission, wanted)
    return dataclasses.replace(submission, problem=problem), [*tree.left_out, *unused]


def _problem(submission: Submission, wanted: Wanted) -> str:
    """What is wrong with the notebook of another lab."""
    given = assignment_of(submission.notebook)
    if not given or not wanted.name or given == wanted.name:
        return ""
    return f"This is the notebook of the lab {printable(given)}, but should be that of {wanted.name}."
