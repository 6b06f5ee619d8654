"""Arrays of NumPy, PyTorch and TensorFlow seen alike, and data copied and compared.

No framework is imported here: a value can only be a tensor of one that is already imported.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def is_torch(value: Any) -> bool:
    """Whether a value is a tensor of PyTorch."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def is_tensorflow(value: Any) -> bool:
    """Whether a value is a tensor or variable of TensorFlow, or a variable of Keras."""
    tf, keras = sys.modules.get("tensorflow"), sys.modules.get("keras")
    if tf is not None and isinstance(value, (tf.Tensor, tf.Variable)):
        return True
    return keras is not None and isinstance(value, keras.Variable)


def is_array(value: Any) -> bool:
    """Whether a value is an array, a tensor, or a NumPy scalar."""
    return isinstance(value, (np.ndarray, np.generic)) or is_torch(value) or is_tensorflow(value)


def shape_of(value: Any) -> tuple[int, ...]:
    """The shape of an array or tensor as a plain tuple."""
    return tuple(int(size) for size in value.shape)


def dtype_of(value: Any) -> str:
    """The dtype of an array or tensor by its NumPy name, such as "float32"."""
    return dtype_name(value.dtype)


def dtype_name(dtype: Any) -> str:
    """A dtype's name, alike for torch.float32, np.float32, tf.float32 and "float32"."""
    if isinstance(dtype, type):
        return np.dtype(dtype).name
    name = getattr(dtype, "name", None)
    return name if isinstance(name, str) else str(dtype).removeprefix("torch.")


def to_numpy(value: Any) -> Array:
    """An array or tensor as a NumPy array; PyTorch's bfloat16, which NumPy lacks, becomes float32."""
    if is_torch(value):
        tensor = value.detach().cpu().resolve_conj().resolve_neg()
        if dtype_of(tensor) == "bfloat16":
            tensor = tensor.float()
        return np.asarray(tensor.numpy())
    return np.asarray(value.numpy()) if is_tensorflow(value) else np.asarray(value)


def copied(value: Any) -> Any:
    """A copy of data, to compare with later; models, functions and the like are returned as they are."""
    if isinstance(value, Mapping):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        items = [copied(item) for item in value]
        return tuple(items) if isinstance(value, tuple) else items
    if isinstance(value, set):
        return set(value)
    if is_torch(value):
        return value.detach().clone().requires_grad_(value.requires_grad)
    if isinstance(value, np.ndarray):
        return value.copy()
    if is_tensorflow(value):
        return to_numpy(value).copy() if hasattr(value, "assign") else value
    return value.copy() if is_table(value) else value


def is_table(value: Any) -> bool:
    """Whether a value is a data frame or series of pandas, or a sparse matrix of SciPy."""
    pandas, sparse = sys.modules.get("pandas"), sys.modules.get("scipy.sparse")
    if pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series, pandas.Index)):
        return True
    return sparse is not None and bool(sparse.issparse(value))


def is_data(value: Any) -> bool:
    """Whether `same` can compare a value: numbers, text, arrays, tables, and containers of these."""
    if isinstance(value, Mapping):
        return all(is_data(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return all(is_data(item) for item in value)
    plain = (bool, int, float, complex, str, bytes, set, frozenset, range)
    return value is None or isinstance(value, plain) or is_array(value) or is_table(value)


def same(a: Any, b: Any, *, rtol: float = 0.0, atol: float = 0.0) -> bool:
    """Whether two pieces of data are equal, NaN equal to NaN; what is no data equals itself only."""
    if is_array(a) or is_array(b):
        return is_array(a) and is_array(b) and same_array(a, b, rtol=rtol, atol=atol)
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return list(a) == list(b) and all(same(a[key], b[key], rtol=rtol, atol=atol) for key in a)
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        pairs = zip(a, b, strict=False)
        return len(a) == len(b) and all(same(x, y, rtol=rtol, atol=atol) for x, y in pairs)
    if isinstance(a, float) and isinstance(b, float):
        return bool(np.isclose(a, b, rtol=rtol, atol=atol, equal_nan=True))
    if is_table(a) and is_table(b):
        return _same_table(a, b)
    return a is b or (is_data(a) and is_data(b) and bool(a == b))


def same_array(a: Any, b: Any, *, rtol: float = 0.0, atol: float = 0.0) -> bool:
    """Whether two arrays agree in shape, dtype and values; numbers within the tolerances."""
    if shape_of(a) != shape_of(b) or dtype_of(a) != dtype_of(b):
        return False
    x, y = to_numpy(a), to_numpy(b)
    if x.dtype.kind in "fc":
        return bool(np.allclose(x, y, rtol=rtol, atol=atol, equal_nan=True))
    return bool(np.array_equal(x, y))


def _same_table(a: Any, b: Any) -> bool:
    """Whether two tables are equal, zeros stored in a sparse matrix or not."""
    if hasattr(a, "equals"):
        return hasattr(b, "equals") and bool(a.equals(b))
    return not hasattr(b, "equals") and a.shape == b.shape and (a != b).nnz == 0
