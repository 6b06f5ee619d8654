"""The wire: what goes in comes out; anything else is refused with a WireError and nothing worse."""

from __future__ import annotations

import collections
import contextlib
import math

import hypothesis.strategies as st
import msgpack
import numpy as np
import pandas as pd
import pytest
import scipy.sparse
import torch
from hypothesis import given, settings

from autograder.kernel import wire, wire_reader


def no_other(value: object) -> list[object]:
    raise wire.NotData(type(value).__name__)


def no_tag(tree: list[object]) -> object:
    raise wire.WireError("an unknown tag")


def there_and_back(value: object) -> object:
    header, buffers = wire.encode(value, no_other)
    return wire.decode(header, [bytearray(b) for b in buffers], no_tag)


PLAIN = [
    None, True, 0, -(2**63), 2**63, 10**40, 1.5, math.inf, "", "ÄÖ 🙂", b"\0x", 2 + 3j, (), [1, [2, (3,)]],
    {"a": {1: None}}, {1, 2}, frozenset({3}), range(1, 9, 2), slice(None, 3), Ellipsis, bytearray(b"ab"),
    collections.Counter("aab"), collections.OrderedDict(a=1), np.float32(1.5), np.int64(-3), np.bool_(True),
    np.dtype("float32"), torch.float16, torch.Size([2, 3]), torch.device("cpu"),
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values_keep_type_and_value(value: object) -> None:
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("dtype", ["bool", "uint8", "int64", "float16", "float32", "float64", "complex64"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3)])
def test_arrays_keep_dtype_shape_and_values(dtype: str, shape: tuple[int, ...]) -> None:
    array = np.asarray(np.arange(math.prod(shape)).reshape(shape) - 1).astype(dtype)
    back = there_and_back(array)
    assert back.dtype == array.dtype
    assert back.shape == shape
    np.testing.assert_array_equal(back, array)
    back[...] = 0  # the judge's own, and writable


@pytest.mark.parametrize(
    "dtype", [torch.bool, torch.uint8, torch.int64, torch.float16, torch.bfloat16, torch.float32]
)
def test_tensors_keep_dtype_shape_and_values(dtype: torch.dtype) -> None:
    for tensor in (
        torch.arange(6).reshape(2, 3).T.to(dtype),
        torch.zeros((), dtype=dtype),
        torch.zeros(0, 3, dtype=dtype),
    ):
        back = there_and_back(tensor)
        assert back.dtype == dtype
        assert torch.equal(back, tensor)


def test_tensors_keep_requires_grad_and_parameters_become_tensors() -> None:
    parameter = torch.nn.Parameter(torch.ones(2))
    back = there_and_back(parameter)
    assert type(back) is torch.Tensor
    assert back.requires_grad
    assert back.is_leaf


def test_strings_and_objects_in_arrays() -> None:
    words = np.array([["a", "bc"], ["d", ""]])
    assert (there_and_back(words) == words).all()
    mixed = np.array([1, None, "x"], dtype=object)
    assert there_and_back(mixed).tolist() == [1, None, "x"]


def test_sparse_matrices_and_frames() -> None:
    matrix = scipy.sparse.random(5, 7, density=0.3, format="csr", random_state=0)
    back = there_and_back(matrix)
    assert scipy.sparse.issparse(back)
    assert (back != matrix).nnz == 0
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    pd.testing.assert_frame_equal(there_and_back(frame), frame)


def test_what_derives_from_a_container_comes_as_that_container() -> None:
    class Names(list[str]):
        pass

    Pair = collections.namedtuple("Pair", "a b")
    for value, plain in (
        (Names("ab"), ["a", "b"]),
        (Pair(1, 2), (1, 2)),
        (collections.UserDict(a=1), {"a": 1}),
    ):
        back = there_and_back(value)
        assert type(back) is type(plain)
        assert back == plain
    assert there_and_back(pd.Index(["a", "b"])).equals(pd.Index(["a", "b"]))
    tokens = pd.DataFrame({"tokens": [["a"], ["b", "c"]]})
    pd.testing.assert_frame_equal(there_and_back(tokens), tokens)


def test_what_is_too_large_is_refused_by_its_sender() -> None:
    with pytest.raises(wire.NotData, match="digits"):
        wire.encode(10**2000, no_other)


def test_what_is_not_data_is_refused() -> None:
    with pytest.raises(wire.NotData):
        wire.encode(lambda: None, no_other)


def test_deep_nesting_is_refused_on_both_sides() -> None:
    deep: list[object] = []
    for _ in range(200):
        deep = [deep]
    with pytest.raises(wire.NotData, match="deep"):
        wire.encode(deep, no_other)
    tree: object = 1
    for _ in range(100):
        tree = ["l", [tree]]
    with pytest.raises(wire.WireError, match="deep"):
        wire.decode(msgpack.packb(tree), [], no_tag)


HOSTILE = {
    "unknown tag": ["zz", 1],
    "no tag": [1, 2],
    "empty list": [],
    "map": {"a": 1},
    "shape too large": ["nd", "<f4", [1 << 40], 0],
    "shape not of the bytes": ["nd", "<f4", [3], 0],
    "negative shape": ["nd", "<f4", [-1], 0],
    "no such buffer": ["nd", "<f4", [1], 7],
    "object dtype": ["nd", "|O", [1], 0],
    "structured dtype": ["nd", "i4,i4", [1], 0],
    "unknown tensor type": ["tt", "quint8", [1], 0, False],
    "tensor of lies": ["tt", "float32", [1, 1, 1 << 50], 0, False],
    "many digits": ["int", "9" * 5000],
    "not a number": ["int", "x"],
    "list in a set": ["s", [["l", []]]],
    "range by zero": ["r", 0, 1, 0],
    "sparse of lies": [
        "sp",
        True,
        [1, 1],
        ["nd", "<f4", [1], 0],
        ["nd", "<f4", [1], 0],
        ["nd", "<f4", [1], 0],
    ],
    "scalar too short": ["ns", "<f8", b"123"],
    "frame of lies": ["df", ["a", "b"], [["l", [1]]]],
}


@pytest.mark.parametrize("tree", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_trees_are_refused(tree: object) -> None:
    with pytest.raises(wire.WireError):
        wire.decode(msgpack.packb(tree), [bytearray(4)], no_tag)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_a_wire_error(data: bytes) -> None:
    with contextlib.suppress(wire.WireError):
        wire.decode(data, [bytearray(8)], no_tag)


trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(max_size=5)
    | st.binary(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.tuples(st.sampled_from(sorted(wire_reader.READERS)), inner, inner, inner).map(list)
    ),
    max_leaves=12,
)


@settings(max_examples=500, deadline=None)
@given(trees)
def test_any_tree_gives_a_value_or_a_wire_error(tree: object) -> None:
    with contextlib.suppress(wire.WireError):
        wire.decode(msgpack.packb(tree), [bytearray(8), bytearray(4)], no_tag)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(values)
def test_nested_values_come_back_equal(value: object) -> None:
    assert there_and_back(value) == value
