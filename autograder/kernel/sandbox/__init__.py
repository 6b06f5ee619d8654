"""What a forked kernel gives up before any student's code runs."""

from autograder.kernel.sandbox.enter import enter, prepare
from autograder.kernel.sandbox.levels import Level, Wish, choose, try_level
from autograder.kernel.sandbox.plan import Bounds, Plan, SandboxError

__all__ = ["Bounds", "Level", "Plan", "SandboxError", "Wish", "choose", "enter", "prepare", "try_level"]
