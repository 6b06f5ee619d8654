"""Grading on a cluster, by Ray."""

from autograder.cluster.grader import RayGrader, ray_grader

__all__ = ["RayGrader", "ray_grader"]
