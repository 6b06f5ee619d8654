"""Values between the judge and a student's kernel: msgpack and raw buffers, decoded by type tag, bounded.

Both ends use this module. Nothing here unpickles or evaluates. A message is a frame: four magic bytes, the
length of the msgpack header, the number of buffers and their lengths, then the header and the buffers.
Scalars and text travel as msgpack's own types; all else is a list whose first item is its tag.
Source of the approach: msgpack's specification; the tags are ours.
"""

from __future__ import annotations

import collections
import sys
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np

from autograder.kernel.wire_format import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_HEADER,
    MAX_ITEMS,
    MAX_LENGTH,
    TORCH_AS,
    TORCH_DTYPES,
    NotData,
    Remote,
    WireError,
    scipy_sparse,
)
from autograder.kernel.wire_reader import decode

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_DIGITS",
    "MAX_HEADER",
    "MAX_ITEMS",
    "MAX_LENGTH",
    "NotData",
    "Remote",
    "WireError",
    "decode",
    "encode",
]

_INT64 = 1 << 63

_PLAIN_CONTAINERS: dict[Any, str] = {list: "l", tuple: "t", set: "s", frozenset: "fs"}
_DICTS: dict[type, str] = {collections.Counter: "counter", collections.OrderedDict: "odict"}

Encoder = Callable[[Any], list[Any]]


def encode(
    value: Any, other: Encoder, first: Callable[[Any], list[Any] | None] = lambda value: None
) -> tuple[bytes, list[bytes]]:
    """The msgpack header and the buffers of a value.

    `first` may claim an object before its type is looked at; `other` writes what is not data, or raises NotData.
    """
    buffers: list[bytes] = []
    tree = _Writer(buffers, other, first).write(value, 0)
    return msgpack.packb(tree, use_bin_type=True), buffers


class _Writer:
    def __init__(
        self, buffers: list[bytes], other: Encoder, first: Callable[[Any], list[Any] | None]
    ) -> None:
        self.buffers, self.other, self.first = buffers, other, first

    def write(self, value: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise NotData("nested too deeply")
        kind = type(value)
        if value is None or kind in (bool, float, bytes):
            return value
        if kind is str:
            return value if value.isascii() else value.encode("utf-8", "replace").decode()
        if kind is int:
            return value if -_INT64 <= value < _INT64 else self._big_int(value)
        claimed = self.first(value)
        if claimed is not None:
            return claimed
        for write in (
            self._container,
            self._builtin,
            self._numpy,
            self._torch,
            self._tensorflow,
            self._table,
        ):
            tree = write(value, depth)
            if tree is not None:
                return tree
        return self.other(value)

    def _big_int(self, value: int) -> list[Any]:
        if value.bit_length() > 3 * MAX_DIGITS:
            raise NotData("a number of too many digits")
        return ["int", str(value)]

    def _many(self, values: Any, depth: int) -> list[Any]:
        return [self.write(value, depth + 1) for value in values]

    def _container(self, value: Any, depth: int) -> list[Any] | None:
        tag = _PLAIN_CONTAINERS.get(type(value))
        if tag is not None:
            return [tag, self._many(value, depth)]
        if not isinstance(value, list | tuple | set | frozenset | dict | collections.UserDict):
            return None
        if type(value).__name__ == "Size" and _is(value, "torch", "Size"):
            return ["size", [int(n) for n in value]]
        if isinstance(value, dict | collections.UserDict):
            kind = _DICTS.get(type(value), "d")
            return [kind, [[self.write(k, depth + 1), self.write(v, depth + 1)] for k, v in value.items()]]
        base = next(kind for kind in _PLAIN_CONTAINERS if isinstance(value, kind))
        return [_PLAIN_CONTAINERS[base], self._many(base.__iter__(value), depth)]

    def _builtin(self, value: Any, depth: int) -> Any:
        if isinstance(value, str | bytes | bool | int | float) and not isinstance(value, np.generic):
            base = next(t for t in (bool, int, float, str, bytes) if isinstance(value, t))
            return self.write(base.__call__(value) if base is not str else str.__str__(value), depth)
        if isinstance(value, complex) and not isinstance(value, np.generic):
            return ["c", value.real, value.imag]
        if type(value) in (range, slice):
            return [
                "r" if type(value) is range else "sl",
                *self._many((value.start, value.stop, value.step), depth),
            ]
        if value is Ellipsis:
            return ["dots"]
        return ["ba", bytes(value)] if type(value) is bytearray else None

    def _buffer(self, array: np.ndarray[Any, Any]) -> int:
        self.buffers.append(np.ascontiguousarray(array).tobytes())
        return len(self.buffers) - 1

    def _numpy(self, value: Any, depth: int) -> list[Any] | None:
        if isinstance(value, np.dtype):
            return ["ndt", value.str] if value.kind in "biufc" else None
        if isinstance(value, np.generic) and value.dtype.kind in "biufc":
            return ["ns", value.dtype.str, value.tobytes()]
        if isinstance(value, np.str_):
            return self.write(str(value), depth)  # type: ignore[no-any-return]
        if not isinstance(value, np.ndarray):
            return None
        array = np.asarray(value)
        if array.dtype.kind in "biufc":
            return ["nd", array.dtype.str, list(array.shape), self._buffer(array)]
        if array.dtype.kind in "UO":
            return ["no", array.dtype.kind, list(array.shape), self._many(array.ravel().tolist(), depth)]
        return None

    def _torch(self, value: Any, depth: int) -> list[Any] | None:
        torch = sys.modules.get("torch")
        if torch is None or not hasattr(torch, "Tensor"):
            return None
        if isinstance(value, torch.dtype):
            return ["tdt", str(value).removeprefix("torch.")]
        if isinstance(value, torch.device):
            return ["dev", str(value)]
        if not isinstance(value, torch.Tensor) or value.layout is not torch.strided:
            return None
        name = str(value.dtype).removeprefix("torch.")
        if name not in TORCH_DTYPES:
            return None
        plain = value.detach().cpu().contiguous().resolve_conj().resolve_neg()
        if name in TORCH_AS:
            plain = plain.view(getattr(torch, TORCH_AS[name]))
        return ["tt", name, list(value.shape), self._buffer(plain.numpy()), bool(value.requires_grad)]

    def _tensorflow(self, value: Any, depth: int) -> list[Any] | None:
        if "tensorflow" not in sys.modules or not hasattr(value, "dtype"):
            return None
        if _is(value, "keras", "Variable"):
            value = value.value
        if not (_is(value, "tensorflow", "Tensor") or _is(value, "tensorflow", "Variable")):
            return None
        array = np.asarray(value)
        if array.dtype.kind not in "biufc" or not array.dtype.isbuiltin:
            return None
        return ["tf", array.dtype.str, list(array.shape), self._buffer(array)]

    def _table(self, value: Any, depth: int) -> list[Any] | None:
        if _is(value, "scipy.sparse", "csr_matrix") or hasattr(value, "tocsr"):
            csr = value.tocsr()
            parts = [self._numpy(part, depth) for part in (csr.data, csr.indices, csr.indptr)]
            return ["sp", isinstance(value, scipy_sparse().spmatrix), list(csr.shape), *parts]
        if _is(value, "pandas", "DataFrame"):
            columns = [self.write(value[name].tolist(), depth + 1) for name in value.columns]
            return ["df", self._many(value.columns.tolist(), depth), columns]
        if _is(value, "pandas", "Series") or _is(value, "pandas", "Index"):
            return ["idx" if _is(value, "pandas", "Index") else "ser", self.write(value.tolist(), depth + 1)]
        return None


def _is(value: Any, module: str, name: str) -> bool:
    """Whether a class of that name, from that package, is among the value's classes (nothing is imported)."""
    root = module.split(".")[0]
    return any(c.__name__ == name and c.__module__.split(".")[0] == root for c in type(value).__mro__)
