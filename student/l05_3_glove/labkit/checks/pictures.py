"""Checks of what a classifier of pictures returns."""

from __future__ import annotations

from typing import Any

import numpy as np

from labkit.checks.content import to_numpy
from labkit.checks.values import array, finite
from labkit.checks.words import require, rounded


def probabilities_sum_to_one(
    p: Any, *, name: str = "probabilities", axis: int = -1, atol: float = 1e-3, why: str = ""
) -> None:
    """Checks that `p` holds numbers in [0, 1] that sum to 1 along `axis`: one distribution a row.

    atol: rounding errors of 1000 probabilities in float16 stay below 1e-3.
    """
    __tracebackhide__ = True
    array(p, name=name)
    finite(p, name=name)
    values = to_numpy(p)
    require(values.ndim > 0, f"`{name}` is a single number", "be an array of probabilities")
    values = values.astype(np.float64)
    outside = int(np.count_nonzero((values < -atol) | (values > 1 + atol)))
    about = why or "a softmax over the classes makes probabilities of logits"
    require(
        outside == 0,
        f"{outside} of {values.size} values of `{name}` lie outside [0, 1]",
        "all lie in it",
        about,
    )
    sums = values.sum(axis=axis)
    gaps = np.abs(sums - 1)
    wrong = int(np.count_nonzero(gaps > atol))
    seen = (
        f"{wrong} of {sums.size} sums of `{name}` are not 1, the worst is {rounded(sums.flat[gaps.argmax()])}"
    )
    require(wrong == 0, seen, "all be 1", about)
