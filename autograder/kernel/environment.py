"""The environment of processes that compute for the course: kernels, the judge, the warm process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_THREAD_COUNTS = (
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "TF_NUM_INTRAOP_THREADS",
    "TF_NUM_INTEROP_THREADS",
)
VISIBLE = "CUDA_VISIBLE_DEVICES"
_ON_A_GPU = {
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",  # cuBLAS then repeats its results
    "NVIDIA_TF32_OVERRIDE": "0",  # numbers of 32 bits, as on the CPU, and not rounded to 19 on the way
    "PYTORCH_NVML_BASED_CUDA_CHECK": "0",
    "TF_FORCE_GPU_ALLOW_GROWTH": "true",  # several kernels share a GPU
}
UNTOUCHED_CUDA = {"PYTORCH_NVML_BASED_CUDA_CHECK": "1"}
"""For a process that is to fork: asking PyTorch for a GPU then asks the driver, and leaves CUDA asleep.

Source: https://docs.pytorch.org/docs/stable/cuda_environment_variables.html
"""


def computing_environment(threads: int) -> dict[str, str]:
    """Environment variables by which numbers are the same in a kernel, a judge and a solved notebook."""
    counts = dict.fromkeys(_THREAD_COUNTS, str(threads))
    return {**counts, "TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}


@contextmanager
def gpus_hidden() -> Iterator[None]:
    """Meanwhile this process finds no GPU: a judge needs none, and TensorFlow would take all memory of the first."""
    before = os.environ.get(VISIBLE)
    os.environ[VISIBLE] = ""
    try:
        yield
    finally:
        del os.environ[VISIBLE]
        if before is not None:
            os.environ[VISIBLE] = before


def quietly(modules: Sequence[str]) -> tuple[str, ...]:
    """The modules in the order in which to import them, TensorFlow first where it is one of them, and quiet."""
    first = ("autograder.kernel.quiet_tensorflow",) if "tensorflow" in modules else ()
    return (*first, *modules)


def kernel_environment(threads: int, home: str) -> dict[str, str]:
    """All environment variables that a kernel sees, but for those about its GPU: nothing of the grader's own."""
    homes = {"KERAS_HOME": ".keras", "HF_HOME": ".cache/huggingface"}  # where data and weights are cached
    data = {name: os.environ.get(name, str(Path.home() / folder)) for name, folder in homes.items()}
    windows = {k: v for k, v in os.environ.items() if k in ("SYSTEMROOT", "TEMP", "TMP")}
    return {
        **windows,
        **data,
        **computing_environment(threads),
        **_ON_A_GPU,
        "HOME": home,
        "PATH": os.path.dirname(sys.executable) + os.pathsep + os.defpath,
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": os.path.join(home, ".matplotlib"),
        "IPYTHONDIR": os.path.join(home, ".ipython"),
        "HF_HUB_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
