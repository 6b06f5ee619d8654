"""From a lab's percent script to the student's folder, the solved notebook and the autograder's bundle."""

from autograder.build.markers import solved_source
from autograder.build.pipeline import BuildReport, Compiled, build, build_lab, compile_lab
from autograder.build.source import Cell, LabSource, Role, read_source

__all__ = [
    "BuildReport",
    "Cell",
    "Compiled",
    "LabSource",
    "Role",
    "build",
    "build_lab",
    "compile_lab",
    "read_source",
    "solved_source",
]
