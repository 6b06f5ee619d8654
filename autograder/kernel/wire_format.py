"""The wire's format: its bounds, its errors, and what both its writer and its reader know of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# The largest answers of the ten labs' solutions are 1.9 MB, with headers of 0.5 MB and 5 MB in one test.
MAX_BYTES = 256 << 20  # of one frame
MAX_HEADER = 8 << 20  # of one frame's header: what Python objects are made of, up to 72 times as large
MAX_ITEMS = 1_000_000  # values in one frame
LIBRARY_ITEMS = 200  # what a table, sparse matrix or TensorFlow tensor counts for: it takes as long to make
MAX_DEPTH = 40
MAX_DIGITS = 1000  # of a whole number
MAX_LENGTH = (
    100_000_000  # of what has a length but travels without its items: a range, a proxy, an empty array
)
MAX_COLLISIONS = 64  # keys of one hash in a set or dict: many would make it take quadratic time

# the tensor types whose values NumPy has no dtype for travel as integers of the same width
TORCH_AS = {"bfloat16": "int16", "float8_e4m3fn": "int8", "float8_e5m2": "int8"}
TORCH_DTYPES = frozenset(
    {"bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"}
    | {"complex64", "complex128"}
    | set(TORCH_AS)
)


class WireError(Exception):
    """A message that breaks the format or its bounds."""


class NotData(TypeError):
    """An object that has no form on the wire."""


@dataclass(frozen=True)
class Remote:
    """An object that stays in the kernel: its number, the names of its classes, and what it can do."""

    number: int
    classes: tuple[str, ...]
    callable: bool


def scipy_sparse() -> Any:
    import scipy.sparse

    return scipy.sparse
