"""Kernels for students' notebooks, and the probe's end inside them."""

from autograder.kernel.kernels import Device, Kernel, Kernels, open_kernels, start_kernel

__all__ = ["Device", "Kernel", "Kernels", "open_kernels", "start_kernel"]
