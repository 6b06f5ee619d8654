"""Grading on a cluster, by Ray."""

from autograder.cluster.ray import ray_grader

__all__ = ["ray_grader"]
