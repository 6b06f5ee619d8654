"""Reads values off the wire: by type tag, each length, shape and count checked before anything is made.

What comes was made by code that nobody vouches for. Whatever a library says to a malformed value becomes a
WireError, and nothing is made that is much larger than the message it came in.
"""

from __future__ import annotations

import collections
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgpack
import numpy as np

from autograder.kernel.wire_format import (
    LIBRARY_ITEMS,
    MAX_BYTES,
    MAX_COLLISIONS,
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_ITEMS,
    MAX_LENGTH,
    TORCH_AS,
    TORCH_DTYPES,
    WireError,
    scipy_sparse,
)

Decoder = Callable[[list[Any]], Any]

_MAX_ROWS = 1 << 31  # of a sparse matrix
_MAX_DIMENSIONS = 32


def decode(
    header: bytes, buffers: list[bytearray], other: Decoder, on_text: Callable[[str], None] | None = None
) -> Any:
    """The value of a message; `other` reads what is not data, `on_text` is told each text in it.

    Raises: WireError on any other message.
    """
    with _no_collections():
        try:
            tree = msgpack.unpackb(header, raw=False, max_map_len=0, max_ext_len=0)
        except Exception as error:
            raise WireError(f"not msgpack: {type(error).__name__}") from None
        try:
            return Reader(buffers, other, on_text).read(tree, 0)
        except WireError:
            raise
        except Exception as error:  # what libraries raise for malformed values has no end
            raise WireError(f"a malformed value: {type(error).__name__}: {str(error)[:500]}") from None


@contextmanager
def _no_collections() -> Iterator[None]:
    """Keeps Python from looking for garbage again and again while a million objects are made."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Reader:
    """Reads one message's tree."""

    def __init__(
        self, buffers: list[bytearray], other: Decoder, on_text: Callable[[str], None] | None
    ) -> None:
        self.buffers: list[bytearray | None] = [*buffers]
        self.other, self.on_text, self.items = other, on_text, 0

    def read(self, tree: Any, depth: int) -> Any:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise WireError("nested too deeply or too many items")
        if isinstance(tree, str | bytes):
            if self.on_text is not None:
                self.on_text(tree if isinstance(tree, str) else tree.decode("latin-1"))
            return tree
        if tree is None or isinstance(tree, bool | int | float):
            return tree
        if not isinstance(tree, list) or not tree or not isinstance(tree[0], str):
            raise WireError("a value without a tag")
        method = READERS.get(tree[0])
        return method(self, tree, depth) if method else self.other(tree)

    def many(self, trees: Any, depth: int) -> list[Any]:
        if not isinstance(trees, list):
            raise WireError("a container without items")
        return [self.read(tree, depth + 1) for tree in trees]

    def keys(self, trees: Any, depth: int) -> list[Any]:
        """The items of a set, or the keys of a dict, such that no hash is theirs too often."""
        found = self.many(trees, depth)
        if len(found) > MAX_COLLISIONS:
            ((_, most),) = collections.Counter(map(hash, found)).most_common(1)
            if most > MAX_COLLISIONS:
                raise WireError("keys that have the same hash")
        return found

    def pairs(self, trees: Any, depth: int) -> list[tuple[Any, Any]]:
        if not isinstance(trees, list) or not all(isinstance(t, list) and len(t) == 2 for t in trees):
            raise WireError("a dict without pairs")
        keys = self.keys([key for key, _ in trees], depth)
        return list(zip(keys, self.many([value for _, value in trees], depth), strict=True))

    def array(self, dtype: Any, shape: Any, number: Any) -> np.ndarray[Any, Any]:
        """An array on a buffer of its own: no buffer is read twice."""
        kind = _dtype(dtype)
        place = _index(number, len(self.buffers))
        data, self.buffers[place] = self.buffers[place], None
        if data is None:
            raise WireError("two arrays of one buffer")
        return np.frombuffer(data, kind).reshape(_shape(shape, kind.itemsize, len(data)))

    def torch_tensor(self, tree: list[Any], depth: int) -> Any:
        import torch

        _, name, shape, number, needs_grad = tree
        if name not in TORCH_DTYPES:
            raise WireError("an unknown tensor type")
        array = self.array(np.dtype(TORCH_AS.get(name, name)).str, shape, number)
        tensor = (
            torch.from_numpy(array) if array.size else torch.empty(array.shape, dtype=getattr(torch, name))
        )
        tensor = tensor.view(getattr(torch, name)) if name in TORCH_AS else tensor
        return tensor.requires_grad_() if needs_grad is True else tensor

    def torch_name(self, tree: list[Any], depth: int) -> Any:
        import torch

        if tree[0] == "size":
            return torch.Size([_index(n, MAX_LENGTH) for n in _few(tree[1])])
        name = tree[1]
        if not isinstance(name, str) or len(name) > 20:
            raise WireError("an unknown name")
        if tree[0] == "dev":
            return torch.device(name)
        if name not in TORCH_DTYPES:
            raise WireError("an unknown tensor type")
        return getattr(torch, name)

    def tf_tensor(self, tree: list[Any], depth: int) -> Any:
        self.items += LIBRARY_ITEMS
        import tensorflow

        return tensorflow.constant(self.array(*tree[1:4]))

    def sparse(self, tree: list[Any], depth: int) -> Any:
        self.items += LIBRARY_ITEMS
        if any(not isinstance(part, list) or part[:1] != ["nd"] for part in tree[3:6]):
            raise WireError("a sparse matrix without its arrays")
        data, indices, indptr = (self.read(part, depth + 1) for part in tree[3:6])
        shape = tuple(_index(n, _MAX_ROWS) for n in _few(tree[2]))
        kind = scipy_sparse().csr_matrix if tree[1] is True else scipy_sparse().csr_array
        matrix = kind((data, indices, indptr), shape=shape)
        matrix.check_format(full_check=True)
        return matrix

    def frame(self, tree: list[Any], depth: int) -> Any:
        self.items += LIBRARY_ITEMS
        import pandas

        if tree[0] == "df":
            names = self.keys(tree[1], depth)
            columns = [_column(values) for values in self.many(tree[2], depth)]
            return pandas.DataFrame(dict(zip(names, columns, strict=True)), columns=names)
        values = _column(self.read(tree[1], depth + 1))
        return pandas.Series(values) if tree[0] == "ser" else pandas.Index(values)

    def objects(self, tree: list[Any], depth: int) -> Any:
        items = self.many(tree[3], depth)
        shape = _shape(tree[2], 1, len(items))
        if tree[1] == "U":
            if not all(type(item) is str for item in items):
                raise WireError("an array of text with other things in it")
            if (
                4 * len(items) * max(map(len, items), default=0) > MAX_BYTES
            ):  # each takes the longest one's room
                raise WireError("an array of texts of too many lengths")
            return np.array(items, dtype=str).reshape(shape)
        return _objects(items).reshape(shape)

    def scalar(self, tree: list[Any], depth: int) -> Any:
        kind = _dtype(tree[1])
        if not isinstance(tree[2], bytes) or len(tree[2]) != kind.itemsize:
            raise WireError("a number of the wrong length")
        return np.frombuffer(tree[2], kind)[0]

    def big_int(self, tree: list[Any], depth: int) -> int:
        if not isinstance(tree[1], str) or len(tree[1]) > MAX_DIGITS:
            raise WireError("a number of too many digits")
        return int(tree[1])

    def complex(self, tree: list[Any], depth: int) -> complex:
        _, real, imaginary = tree
        if not isinstance(real, int | float) or not isinstance(imaginary, int | float):
            raise WireError("a complex number of other things than numbers")
        return complex(real, imaginary)

    def range(self, tree: list[Any], depth: int) -> range:
        """A range that a test may iterate over."""
        found = range(*self.many(tree[1:4], depth))
        if not all(-MAX_LENGTH <= place <= MAX_LENGTH for place in (found.start, found.stop, found.step)):
            raise WireError("too long a range")
        return found

    def bytearray(self, tree: list[Any], depth: int) -> bytearray:
        if not isinstance(tree[1], bytes):
            raise WireError("a bytearray without bytes")
        return bytearray(self.read(tree[1], depth + 1))


READERS: dict[str, Callable[[Reader, list[Any], int], Any]] = {
    "l": lambda r, t, d: r.many(t[1], d),
    "t": lambda r, t, d: tuple(r.many(t[1], d)),
    "s": lambda r, t, d: set(r.keys(t[1], d)),
    "fs": lambda r, t, d: frozenset(r.keys(t[1], d)),
    "d": lambda r, t, d: dict(r.pairs(t[1], d)),
    "odict": lambda r, t, d: collections.OrderedDict(r.pairs(t[1], d)),
    "counter": lambda r, t, d: collections.Counter(dict(r.pairs(t[1], d))),
    "int": Reader.big_int,
    "c": Reader.complex,
    "r": Reader.range,
    "sl": lambda r, t, d: slice(*r.many(t[1:4], d)),
    "dots": lambda r, t, d: Ellipsis,
    "ba": Reader.bytearray,
    "ndt": lambda r, t, d: _dtype(t[1]),
    "ns": Reader.scalar,
    "nd": lambda r, t, d: r.array(*t[1:4]),
    "no": Reader.objects,
    "tt": Reader.torch_tensor,
    "tdt": Reader.torch_name,
    "dev": Reader.torch_name,
    "size": Reader.torch_name,
    "tf": Reader.tf_tensor,
    "sp": Reader.sparse,
    "df": Reader.frame,
    "ser": Reader.frame,
    "idx": Reader.frame,
}


def _dtype(text: Any) -> np.dtype[Any]:
    kind = np.dtype(text) if isinstance(text, str) and len(text) <= 5 else None
    if kind is None or kind.kind not in "biufc":
        raise WireError("an unknown array type")
    return kind


def _index(number: Any, limit: int) -> int:
    if type(number) is not int or not 0 <= number < limit:
        raise WireError("a number out of range")
    return number


def _few(sizes: Any) -> list[Any]:
    if not isinstance(sizes, list) or len(sizes) > _MAX_DIMENSIONS:
        raise WireError("a shape of too many dimensions")
    return sizes


def _shape(shape: Any, itemsize: int, length: int) -> tuple[int, ...]:
    """Sizes that fit the length; an array without items has none that a sum along an axis could blow up."""
    sizes = tuple(_index(n, MAX_BYTES + 1) for n in _few(shape))
    count = along = 1
    for size in sizes:
        count, along = count * size, along * max(size, 1)
    if count * itemsize != length or (count == 0 and along > MAX_LENGTH // 8):
        raise WireError("an array whose shape does not fit its bytes")
    return sizes


def _objects(items: list[Any]) -> np.ndarray[Any, Any]:
    """An array of objects, filled one by one: NumPy would look into sequences."""
    array = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        array[place] = item
    return array


def _column(values: Any) -> Any:
    """A column of a table: scalars as they are, for pandas to find their type; it looks into nothing else."""
    scalars = (bool, int, float, complex, str, bytes, type(None), np.generic)
    if type(values) is not list:
        raise WireError("a column that is no list")
    return values if all(isinstance(value, scalars) for value in values) else _objects(values)
