"""Keras models whose answer is known exactly: it depends on the mean colour of a part of the picture.

A test makes them where the student's code lives, by `there("labkit.colour_models")`. This module stands on its own
(it imports nothing else of labkit).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

SIZE = 224
PARTS = {  # what is cut off above and below, left and right
    "all": ((0, 0), (0, 0)),
    "left": ((0, 0), (0, SIZE // 2)),
    "right": ((0, 0), (SIZE // 2, 0)),
    "top": ((0, SIZE // 2), (0, 0)),
    "bottom": ((SIZE // 2, 0), (0, 0)),
}


def by_colour(
    weights: Any,
    *,
    bias: Any = None,
    part: str = "all",
    dropout: float = 0.0,
    norm: tuple[Sequence[float], Sequence[float]] | None = None,
) -> Any:
    """A model (N, 224, 224, 3) → probabilities (N, K): softmax(m W + b), m the mean over a part of the picture.

    weights: (3, K); bias: (K,); dropout: its rate on m, while training; norm: means and variances (3,) that a
    batch normalisation of m has learnt.
    """
    from keras import Input, Sequential, layers

    weights = np.asarray(weights, np.float32)
    parts: list[Any] = [Input((SIZE, SIZE, 3))]
    if part != "all":
        parts.append(layers.Cropping2D(PARTS[part]))
    parts.append(layers.GlobalAveragePooling2D())
    if norm is not None:
        parts.append(layers.BatchNormalization(epsilon=1e-3))
    if dropout:
        parts.append(layers.Dropout(dropout))
    model = Sequential([*parts, layers.Dense(weights.shape[1], activation="softmax")])
    offset = np.zeros(weights.shape[1]) if bias is None else bias
    learnt = [] if norm is None else [np.ones(3), np.zeros(3), *norm]
    model.set_weights([np.asarray(array, np.float32) for array in (*learnt, weights, offset)])
    return model


class Watched:
    """A change to a picture that keeps what it is given: kinds, shapes, dtypes and values of the arrays."""

    def __init__(self, kind: str = "same") -> None:
        self.kind = kind
        self.given: list[Any] = []

    def __call__(self, picture: Any) -> Any:
        """Returns the picture as it is, or its negative, darkened, or mirrored."""
        array = np.asarray(picture)
        self.given.append(array.copy())
        if self.kind == "invert":
            return 255 - array
        if self.kind == "mirror":
            return array[:, ::-1].copy()
        return array.copy()
