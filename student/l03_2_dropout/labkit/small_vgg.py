"""Trains the small network of the VGG lab on drawn pictures: `python -m labkit.small_vgg` writes its weights."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from labkit import pictograms, vgg16
from labkit.seeding import seed_everything

MEAN = (103.939, 116.779, 123.68)  # ImageNet's mean colour as BGR
TRAINING, EPOCHS, BATCH, SEED = 6000, 8, 32, 2


def train(n: int = TRAINING, epochs: int = EPOCHS) -> Any:
    """The small network, trained on n pictures; two runs on one machine agree to rounding errors.

    It is trained on pictures shrunk by its first layer's factor, since a mean may be taken before it.
    """
    import keras

    x, y = pictograms.data_set(n, SEED, shrink=vgg16.SMALL_POOL)
    seed_everything(SEED)
    model = vgg16.small_vgg(len(pictograms.NAMES))
    small = keras.Sequential([keras.Input(x.shape[1:]), *model.layers[1:]])
    steps = -(-n // BATCH) * epochs
    rate = keras.optimizers.schedules.CosineDecay(2e-3, steps)
    small.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    small.fit(prepared(x), y, batch_size=BATCH, epochs=epochs, verbose=2)
    return model


def held_out_accuracy(model: Any, n: int = 480) -> float:
    """The share of n new pictures that the network names rightly."""
    x, y = pictograms.data_set(n, SEED + 1)
    scores = model.predict(prepared(x), batch_size=32, verbose=0)
    return float(np.mean(scores.argmax(axis=1) == y))


def prepared(x: pictograms.Picture) -> npt.NDArray[np.float32]:
    """Pictures (N, H, W, 3) as VGG16 takes them: float32, BGR, less the mean colour."""
    return x[..., ::-1].astype(np.float32) - np.array(MEAN, np.float32)


def main() -> None:
    """Writes the lab's weights and its three pictures into a folder: the first argument, or the lab's own."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "l02_vgg16" / "data"
    start = time.perf_counter()
    model = train()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / vgg16.SMALL_WEIGHTS
    vgg16.save_small_weights(path, pictograms.NAMES, model.get_weights())
    pictograms.write_pictures(folder)
    seconds, size = time.perf_counter() - start, path.stat().st_size
    print(f"{path}: {size / 1000:.0f} kB, held-out accuracy {held_out_accuracy(model):.3f}, {seconds:.0f} s")


if __name__ == "__main__":
    main()
