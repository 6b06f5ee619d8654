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
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

MAX_BYTES = 1 << 30
MAX_ITEMS = 5_000_000
MAX_DEPTH = 40
INT64 = 1 << 63

# the tensor types whose values NumPy has no dtype for travel as integers of the same width
_TORCH_AS = {"bfloat16": "int16", "float8_e4m3fn": "int8", "float8_e5m2": "int8"}
_TORCH_DTYPES = frozenset(
    {"bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"}
    | {"complex64", "complex128"}
    | set(_TORCH_AS)
)
_PLAIN_CONTAINERS: dict[type, str] = {list: "l", tuple: "t", set: "s", frozenset: "fs"}
_DICTS: dict[type, str] = {collections.Counter: "counter", collections.OrderedDict: "odict"}


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


Encoder = Callable[[Any], list[Any]]
Decoder = Callable[[list[Any]], Any]


def encode(
    value: Any, other: Encoder, first: Callable[[Any], list[Any] | None] = lambda value: None
) -> tuple[bytes, list[bytes]]:
    """The msgpack header and the buffers of a value.

    `first` may claim an object before its type is looked at; `other` writes what is not data, or raises NotData.
    """
    buffers: list[bytes] = []
    tree = _Writer(buffers, other, first).write(value, 0)
    return msgpack.packb(tree, use_bin_type=True), buffers


def decode(header: bytes, buffers: list[bytearray], other: Decoder) -> Any:
    """The value of a message; `other` reads what is not data. Raises: WireError on any other message."""
    try:
        tree = msgpack.unpackb(header, raw=False, strict_map_key=True)
    except (ValueError, TypeError, msgpack.exceptions.UnpackException, RecursionError) as error:
        raise WireError(f"not msgpack: {type(error).__name__}") from None
    reader = _Reader(buffers, other)
    try:
        return reader.read(tree, 0)
    except (
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        OverflowError,
        RuntimeError,
        AttributeError,
    ) as error:
        raise WireError(f"a malformed value: {type(error).__name__}: {error}") from None


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
            return value if -INT64 <= value < INT64 else ["int", str(value)]
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

    def _many(self, values: Any, depth: int) -> list[Any]:
        return [self.write(value, depth + 1) for value in values]

    def _container(self, value: Any, depth: int) -> list[Any] | None:
        tag = _PLAIN_CONTAINERS.get(type(value))
        if tag is not None:
            return [tag, self._many(value, depth)]
        if type(value).__name__ == "Size" and _is(value, "torch", "Size"):
            return ["size", [int(n) for n in value]]
        if isinstance(value, dict) or type(value).__name__ == "BatchEncoding":
            kind = _DICTS.get(type(value), "d")
            return [kind, [[self.write(k, depth + 1), self.write(v, depth + 1)] for k, v in value.items()]]
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return ["t", self._many(value, depth)]
        return None

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
        if name not in _TORCH_DTYPES:
            return None
        plain = value.detach().cpu().contiguous().resolve_conj().resolve_neg()
        if name in _TORCH_AS:
            plain = plain.view(getattr(torch, _TORCH_AS[name]))
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
            return ["sp", isinstance(value, _scipy_sparse().spmatrix), list(csr.shape), *parts]
        if _is(value, "pandas", "DataFrame"):
            columns = [self.write(value[name].tolist(), depth + 1) for name in value.columns]
            return ["df", self._many(value.columns.tolist(), depth), columns]
        if _is(value, "pandas", "Series"):
            return ["ser", self.write(value.tolist(), depth + 1)]
        return None


class _Reader:
    def __init__(self, buffers: list[bytearray], other: Decoder) -> None:
        self.buffers, self.other, self.items = buffers, other, 0

    def read(self, tree: Any, depth: int) -> Any:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise WireError("nested too deeply or too many items")
        if tree is None or isinstance(tree, bool | int | float | str | bytes):
            return tree
        if not isinstance(tree, list) or not tree or not isinstance(tree[0], str):
            raise WireError("a value without a tag")
        method = _READERS.get(tree[0])
        return method(self, tree, depth) if method else self.other(tree)

    def many(self, trees: Any, depth: int) -> list[Any]:
        if not isinstance(trees, list):
            raise WireError("a container without items")
        return [self.read(tree, depth + 1) for tree in trees]

    def pairs(self, trees: Any, depth: int) -> list[tuple[Any, Any]]:
        return [(self.read(k, depth + 1), self.read(v, depth + 1)) for k, v in trees]

    def array(self, dtype: Any, shape: Any, number: Any) -> np.ndarray[Any, Any]:
        kind = _dtype(dtype)
        data = self.buffers[_index(number, len(self.buffers))]
        return np.frombuffer(data, kind).reshape(_shape(shape, kind.itemsize, len(data)))

    def torch_tensor(self, tree: list[Any], depth: int) -> Any:
        import torch

        _, name, shape, number, needs_grad = tree
        if name not in _TORCH_DTYPES:
            raise WireError("an unknown tensor type")
        array = self.array(np.dtype(_TORCH_AS.get(name, name)).str, shape, number)
        tensor = (
            torch.from_numpy(array) if array.size else torch.empty(array.shape, dtype=getattr(torch, name))
        )
        tensor = tensor.view(getattr(torch, name)) if name in _TORCH_AS else tensor
        return tensor.requires_grad_() if needs_grad is True else tensor

    def torch_name(self, tree: list[Any], depth: int) -> Any:
        import torch

        if tree[0] == "dev":
            return torch.device(str(tree[1]))
        if tree[0] == "size":
            return torch.Size([_index(n, 1 << 62) for n in tree[1]])
        if tree[1] not in _TORCH_DTYPES:
            raise WireError("an unknown tensor type")
        return getattr(torch, tree[1])

    def tf_tensor(self, tree: list[Any], depth: int) -> Any:
        import tensorflow

        return tensorflow.constant(self.array(*tree[1:4]))

    def sparse(self, tree: list[Any], depth: int) -> Any:
        data, indices, indptr = (self.read(part, depth + 1) for part in tree[3:6])
        kind = _scipy_sparse().csr_matrix if tree[1] is True else _scipy_sparse().csr_array
        matrix = kind((data, indices, indptr), shape=tuple(_index(n, 1 << 62) for n in tree[2]))
        matrix.check_format(full_check=True)
        return matrix

    def frame(self, tree: list[Any], depth: int) -> Any:
        import pandas

        if tree[0] == "ser":
            return pandas.Series(self.read(tree[1], depth + 1))
        columns = self.many(tree[1], depth)
        return pandas.DataFrame(dict(zip(columns, self.many(tree[2], depth), strict=True)), columns=columns)

    def objects(self, tree: list[Any], depth: int) -> Any:
        array = np.empty(len(tree[3]), dtype=object)
        array[:] = self.many(tree[3], depth)
        return (array.astype(str) if tree[1] == "U" else array).reshape([_index(n, 1 << 62) for n in tree[2]])

    def scalar(self, tree: list[Any], depth: int) -> Any:
        kind = _dtype(tree[1])
        if len(tree[2]) != kind.itemsize:
            raise WireError("a number of the wrong length")
        return np.frombuffer(tree[2], kind)[0]

    def big_int(self, tree: list[Any], depth: int) -> int:
        if len(tree[1]) > 4000:
            raise WireError("a number of too many digits")
        return int(tree[1])


_READERS: dict[str, Callable[[_Reader, list[Any], int], Any]] = {
    "l": lambda r, t, d: r.many(t[1], d),
    "t": lambda r, t, d: tuple(r.many(t[1], d)),
    "s": lambda r, t, d: set(r.many(t[1], d)),
    "fs": lambda r, t, d: frozenset(r.many(t[1], d)),
    "d": lambda r, t, d: dict(r.pairs(t[1], d)),
    "odict": lambda r, t, d: collections.OrderedDict(r.pairs(t[1], d)),
    "counter": lambda r, t, d: collections.Counter(dict(r.pairs(t[1], d))),
    "int": _Reader.big_int,
    "c": lambda r, t, d: complex(float(t[1]), float(t[2])),
    "r": lambda r, t, d: range(*r.many(t[1:4], d)),
    "sl": lambda r, t, d: slice(*r.many(t[1:4], d)),
    "dots": lambda r, t, d: Ellipsis,
    "ba": lambda r, t, d: bytearray(t[1]),
    "ndt": lambda r, t, d: _dtype(t[1]),
    "ns": _Reader.scalar,
    "nd": lambda r, t, d: r.array(*t[1:4]),
    "no": _Reader.objects,
    "tt": _Reader.torch_tensor,
    "tdt": _Reader.torch_name,
    "dev": _Reader.torch_name,
    "size": _Reader.torch_name,
    "tf": _Reader.tf_tensor,
    "sp": _Reader.sparse,
    "df": _Reader.frame,
    "ser": _Reader.frame,
}


def _dtype(text: Any) -> np.dtype[Any]:
    kind = np.dtype(text) if isinstance(text, str) and len(text) <= 5 else None
    if kind is None or kind.kind not in "biufc":
        raise WireError("an unknown array type")
    return kind


def _index(number: Any, limit: int) -> int:
    if not isinstance(number, int) or not 0 <= number < limit:
        raise WireError("a number out of range")
    return number


def _shape(shape: Any, itemsize: int, length: int) -> tuple[int, ...]:
    sizes = tuple(_index(n, MAX_BYTES) for n in shape)
    count = 1
    for size in sizes:
        count *= size
    if len(sizes) > 32 or count * itemsize != length:
        raise WireError("an array whose shape does not fit its bytes")
    return sizes


def _is(value: Any, module: str, name: str) -> bool:
    """Whether a class of that name, from that package, is among the value's classes (nothing is imported)."""
    root = module.split(".")[0]
    return any(c.__name__ == name and c.__module__.split(".")[0] == root for c in type(value).__mro__)


def _scipy_sparse() -> Any:
    import scipy.sparse

    return scipy.sparse
