"""One seed for every source of random numbers."""

from __future__ import annotations

import operator
import random
import sys
from typing import Any

import numpy as np


def seed_everything(seed: int) -> None:
    """Seeds Python, NumPy, and PyTorch and TensorFlow with Keras where these are already imported.

    Raises: TypeError for a seed that is no whole number, ValueError outside 0 … 2³² − 1 (NumPy's range).
    Source: https://docs.pytorch.org/docs/stable/notes/randomness.html
    """
    if isinstance(seed, bool):
        raise TypeError("The seed is a bool, but should be a whole number such as 0 or 42.")
    try:
        seed = operator.index(seed)
    except TypeError:
        raise TypeError("The seed should be a whole number such as 0 or 42.") from None
    if not 0 <= seed < 2**32:
        raise ValueError(f"The seed is {seed}, but should lie between 0 and 2**32 - 1.")
    random.seed(seed)
    np.random.seed(seed)
    _seed_torch(seed)
    _seed_keras(seed)


def _seed_torch(seed: int) -> None:
    """Seeds the CPU and all GPUs, and asks cuDNN for algorithms that repeat their results.

    Only if the notebook uses PyTorch: importing it here would cost seconds.
    """
    torch: Any = sys.modules.get("torch")
    if torch is None:
        return
    torch.manual_seed(seed)
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False


def _seed_keras(seed: int) -> None:
    """Seeds TensorFlow and Keras if the notebook uses them."""
    if "tensorflow" in sys.modules:
        sys.modules["tensorflow"].random.set_seed(seed)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(seed)
