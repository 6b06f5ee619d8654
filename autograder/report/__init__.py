"""Reports on a graded class: the students' pages, and files for gradebooks."""

from autograder.report.feedback import feedback_page
from autograder.report.files import Written, write_reports
from autograder.report.gradescope import gradescope_results
from autograder.report.insight import index_page
from autograder.report.manual import manual_page
from autograder.report.scheme import GradedClass, Row, Scheme, Student
from autograder.report.tables import grades_csv, manual_csv

__all__ = [
    "GradedClass",
    "Row",
    "Scheme",
    "Student",
    "Written",
    "feedback_page",
    "grades_csv",
    "gradescope_results",
    "index_page",
    "manual_csv",
    "manual_page",
    "write_reports",
]
