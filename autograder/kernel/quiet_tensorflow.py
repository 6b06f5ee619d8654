"""Imports TensorFlow with standard error turned away: its libraries log there at import, whatever they are told.

An import that fails raises as usual.
"""

import contextlib
import os
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def _no_standard_error() -> Iterator[None]:
    sys.stderr.flush()
    kept = os.dup(2)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


with _no_standard_error():
    import tensorflow  # noqa: F401
