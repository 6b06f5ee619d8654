# goal: points without an answer
# technique: has the installed engine load the course and compile the lab, with its hidden tests and solutions
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# needs: sandbox
# %%
import pathlib

import autograder
import labkit
from autograder.course import load_course
from autograder.errors import CourseError

for place in (*pathlib.Path(autograder.__file__).parents, *pathlib.Path(next(iter(labkit.__path__))).parents):
    for root in (place, place / "tests" / "course"):
        try:
            course = load_course(root)
        except (CourseError, OSError):
            continue
        raise ValueError(f"RECORDED {[lab.source.read_text() for lab in course.labs]}")
