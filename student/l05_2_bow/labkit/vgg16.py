"""VGG16, and a small network in its style for machines without VGG16's weights.

`labkit.data` offers `load_vgg16`; see there for what it gives.
Source: Simonyan, Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition" (2015),
arXiv:1409.1556; the names of the layers are those of `keras.applications.VGG16`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

Source = Literal["imagenet", "pictograms"]

# the MD5 checksums that keras.applications verifies
WEIGHTS = ("vgg16_weights_tf_dim_ordering_tf_kernels.h5", "64373286793e3c8b2b4e3219cbf3544b")
CLASSES = ("imagenet_class_index.json", "c2c37ea517e94d9795004a39431a14cb")
SMALL_WEIGHTS = "small_vgg.npz"
BLOCKS = ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512))
SMALL_BLOCKS = ((16, 16), (32, 32), (64, 64))
SMALL_POOL = 7  # the small network sees 224 × 224 pixels as 32 × 32 means


class WeightsError(RuntimeError):
    """A file of weights is missing or not what it should be; the message says how to mend it."""


@dataclass(frozen=True, eq=False)
class Pretrained:
    """A trained network for pictures (N, 224, 224, 3), BGR less the mean, and the names of its K classes."""

    model: Any  # a keras.Model that gives probabilities (N, K)
    names: list[str]
    source: Source


def load_vgg16() -> Pretrained:
    """VGG16 with its ImageNet weights where Keras has them in its cache, else our small network.

    Both take the same input: (N, 224, 224, 3), BGR, less ImageNet's mean colour.
    Raises: WeightsError if a file is missing or damaged.
    """
    if (_cache() / WEIGHTS[0]).exists() and (_cache() / CLASSES[0]).exists():
        model = vgg16_architecture()
        model.load_weights(_verified(*WEIGHTS))
        print(f"VGG16 with ImageNet's 1000 classes (from Keras' cache): {model.count_params():,} parameters.")
        return Pretrained(model, _imagenet_names(), "imagenet")
    names, weights = _small_weights()
    model = small_vgg(len(names))
    model.set_weights(weights)
    print(
        f"VGG16's weights are not in Keras' cache, so here is a small network in its style, trained on pictures of "
        f"{len(names)} things: {model.count_params():,} parameters."
    )
    return Pretrained(model, names, "pictograms")


def vgg16_architecture() -> Any:
    """VGG16 without trained weights: 138 357 544 zeros, 553 MB as float32. Delete it after use."""
    return _vgg("vgg16", BLOCKS, dense=(4096, 4096), classes=1000)


def small_vgg(classes: int) -> Any:
    """A network in VGG16's style for the same input, with 1/800 of its parameters, not trained yet."""
    return _vgg("small_vgg", SMALL_BLOCKS, dense=(64,), classes=classes, pool=SMALL_POOL, trained=True)


def _vgg(
    name: str,
    blocks: Sequence[Sequence[int]],
    *,
    dense: Sequence[int],
    classes: int,
    pool: int = 1,
    trained: bool = False,
) -> Any:
    """Blocks of 3×3 convolutions and a pooling each, then dense layers; all weights 0 unless to be `trained`."""
    from keras import Input, Sequential, layers

    init = {} if trained else {"kernel_initializer": "zeros"}  # random numbers would take seconds
    parts: list[Any] = [Input((224, 224, 3))]
    if pool > 1:
        parts.append(layers.AveragePooling2D(pool, name="shrink"))
    for b, widths in enumerate(blocks, start=1):
        for c, width in enumerate(widths, start=1):
            conv = f"block{b}_conv{c}"
            parts.append(layers.Conv2D(width, 3, padding="same", activation="relu", name=conv, **init))
        parts.append(layers.MaxPooling2D(2, name=f"block{b}_pool"))
    parts.append(layers.Flatten(name="flatten"))
    for i, width in enumerate(dense, start=1):
        parts.append(layers.Dense(width, activation="relu", name=f"fc{i}", **init))
    parts.append(layers.Dense(classes, activation="softmax", name="predictions", **init))
    return Sequential(parts, name=name)


def save_small_weights(path: Path, names: Sequence[str], weights: Sequence[Any]) -> None:
    """Writes the small network's class names and weights, these as float16, without pickle."""
    arrays = {f"w{i:02d}": np.asarray(weight, np.float16) for i, weight in enumerate(weights)}
    np.savez_compressed(path, allow_pickle=False, names=np.array(names), **arrays)


def _small_weights() -> tuple[list[str], list[Any]]:
    """The small network's class names and weights, from the lab's data folder."""
    folders = (Path("data"), Path(__file__).parents[1] / "l02_vgg16" / "data")
    path = next((folder / SMALL_WEIGHTS for folder in folders if (folder / SMALL_WEIGHTS).exists()), None)
    if path is None:
        raise WeightsError(f"data/{SMALL_WEIGHTS} is missing: take it anew from the lab's folder.")
    with np.load(path, allow_pickle=False) as arrays:
        keys = sorted(key for key in arrays.files if key != "names")
        return arrays["names"].tolist(), [arrays[key].astype(np.float32) for key in keys]


def _cache() -> Path:
    """Where Keras keeps the weights and class names that it has loaded."""
    home = os.environ.get("KERAS_HOME") or os.path.join(os.path.expanduser("~"), ".keras")
    return Path(home) / "models"


def _verified(name: str, md5: str) -> Path:
    """The path of a file in Keras' cache, which must have the published checksum."""
    path = _cache() / name
    with path.open("rb") as file:
        if hashlib.file_digest(file, "md5").hexdigest() != md5:
            raise WeightsError(f"{path} is not the published file (its checksum differs): delete it.")
    return path


def _imagenet_names() -> list[str]:
    """The names of ImageNet's 1000 classes in the order of VGG16's outputs."""
    index = json.loads(_verified(*CLASSES).read_text(encoding="utf-8"))
    return [index[str(i)][1].replace("_", " ") for i in range(1000)]
