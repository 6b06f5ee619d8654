"""From a lab's percent script to the student's folder, the solved notebook and the autograder's bundle."""

from autograder.build.markers import solved_source
from autograder.build.pipeline import BuildReport, build, build_lab
from autograder.build.source import Cell, LabSource, Role, read_source

__all__ = ["BuildReport", "Cell", "LabSource", "Role", "build", "build_lab", "read_source", "solved_source"]
