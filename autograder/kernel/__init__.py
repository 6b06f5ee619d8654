"""Kernels for students' notebooks, and the probe's end inside them."""

from autograder.kernel.kernels import Kernel, Kernels, open_kernels, start_kernel

__all__ = ["Kernel", "Kernels", "open_kernels", "start_kernel"]
