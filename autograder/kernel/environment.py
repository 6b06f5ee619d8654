"""What every process that computes for the course has in common: its number of threads, and a quiet TensorFlow."""

from __future__ import annotations

from collections.abc import Sequence

_THREAD_COUNTS = (
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "TF_NUM_INTRAOP_THREADS",
    "TF_NUM_INTEROP_THREADS",
)


def computing_environment(threads: int) -> dict[str, str]:
    """Environment variables by which numbers are the same in a kernel, a judge and a solved notebook."""
    counts = dict.fromkeys(_THREAD_COUNTS, str(threads))
    return {**counts, "TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}


def quietly(modules: Sequence[str]) -> tuple[str, ...]:
    """The modules in the order in which to import them, TensorFlow first where it is one of them, and quiet."""
    first = ("autograder.kernel.quiet_tensorflow",) if "tensorflow" in modules else ()
    return (*first, *modules)
