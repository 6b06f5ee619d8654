"""The labs' data, without a network: the usual data set where it is cached, else data that a library brings.

This module stands on its own (at import it loads nothing else of labkit), so that a test can ask for it by
`there("labkit.data")`.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from labkit.vgg16 import Pretrained

Images = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.int64]
Source = Literal["mnist", "digits"]

# the checksum that keras.datasets.mnist verifies
MNIST_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
SIZES: dict[Source, tuple[int, int, int]] = {  # training, validation, held out
    "mnist": (2000, 2000, 5000),  # of 70 000
    "digits": (500, 500, 797),  # of 1797
}
LARGE: dict[Source, tuple[int, int, int]] = {  # the same, for networks that need more to learn from
    "mnist": (50_000, 10_000, 10_000),  # held out: the test part that MNIST was published with
    "digits": (800, 200, 797),  # held out: the same as above
}


class DataError(RuntimeError):
    """A data set on disk is missing or not what it should be; the message says how to mend it."""


@dataclass(frozen=True, eq=False)
class Digits:
    """Handwritten digits: images uint8 (N, 28, 28), 0 is background; labels int64 (N,), 0 … 9."""

    x_train: Images
    y_train: Labels
    x_val: Images
    y_val: Labels
    source: Source


def load_digits28(large: bool = False) -> Digits:
    """Handwritten digits as 28×28 images, split once and for all, each class with its share in each part.

    MNIST where Keras has it in its cache, else scikit-learn's 8×8 digits enlarged. Few training images on
    purpose: with 60 000 a small network hardly overfits, and dropout would have little to do. `large` gives
    as many as there are instead.
    Raises: DataError if the cached MNIST is damaged.
    """
    source = digits28_source()
    train, val, _ = _parts(source, large)
    names = {"mnist": "MNIST (from Keras' cache)", "digits": "scikit-learn's 8×8 digits, enlarged to 28×28"}
    print(f"Digits from {names[source]}: {len(train[1])} for training, {len(val[1])} for validation.")
    return Digits(*train, *val, source=source)


def held_out_digits28(source: Source | None = None, large: bool = False) -> tuple[Images, Labels]:
    """The images (N, 28, 28) and labels (N,) that `load_digits28` leaves out, for the final test of a model.

    source: where the model's training data came from; by default what `load_digits28` would use here. large:
    what `load_digits28` was told.
    Raises: DataError as `load_digits28`.
    """
    return _parts(source or digits28_source(), large)[2]


def load_mission_log(n: int, seed: int) -> tuple[list[str], list[str]]:
    """n fresh messages of the mission log and the subsystem truly at fault in each: texts, names.

    Some name people and places that the lab's training messages do not name.
    """
    from labkit.mission_log import messages  # needed by one lab only

    pairs = messages(n, seed)
    return [text for text, _ in pairs], [cause for _, cause in pairs]


def load_vgg16() -> "Pretrained":
    """VGG16 with its ImageNet weights where Keras has them in its cache, else a small network in its style.

    `model` takes (N, 224, 224, 3), BGR less the mean, and gives probabilities (N, K); `names` are the classes;
    `source` is "imagenet" or "pictograms". Raises: WeightsError if a file is missing or damaged.
    """
    from labkit.vgg16 import load_vgg16 as load  # needed by one lab only

    return load()


def load_mail(n: int, seed: int) -> tuple[list[str], Labels]:
    """n fresh mails and their true labels: texts, and int64 (N,) with 1 for spam."""
    from labkit.mail import messages  # needed by one lab only

    pairs = messages(n, seed)
    return [text for text, _ in pairs], np.array([spam for _, spam in pairs], dtype=np.int64)


def load_glove_path(name: str | None = None) -> Path:
    """The path of the course's word vectors, or of a published file such as "glove.6B.50d.txt" where it is.

    Raises: DataError where there is none; the message says where published files are looked for.
    """
    from labkit import vectors  # needed by two labs only

    try:
        return vectors.published_file(name) if name else vectors.course_file(vectors.COURSE_FILE)
    except FileNotFoundError as error:
        raise DataError(
            f"{error} Put it into one of these folders, or let GLOVE_HOME name its folder."
        ) from error


def load_bert(name: str = "minilm") -> tuple[Any, Any]:
    """The tokenizer and the pretrained encoder of a BERT: "minilm", or "distilbert", "bert" where cached.

    Raises: as `labkit.bert.load_bert`.
    """
    from labkit.bert import load_bert as load  # needed by one lab only

    return load(name)


def digits28_source() -> Source:
    """Which data `load_digits28` uses on this machine."""
    return "mnist" if _mnist_path().exists() else "digits"


def _parts(source: Source, large: bool = False) -> tuple[tuple[Images, Labels], ...]:
    """Training, validation and held-out images and labels."""
    images, labels = _read_mnist(_mnist_path()) if source == "mnist" else _read_digits()
    as_published = large and source == "mnist"
    order = np.arange(len(labels)) if as_published else _stratified_order(labels)
    ends = np.cumsum((LARGE if large else SIZES)[source])
    rng = np.random.RandomState(1)  # RandomState's numbers never change, those of default_rng may
    picks = [rng.permutation(part) for part in np.split(order[: ends[-1]], ends[:-1])]
    return tuple((images[pick], labels[pick]) for pick in picks)


def _stratified_order(labels: Labels) -> npt.NDArray[np.intp]:
    """All indices in a fixed order of which any stretch holds the classes in their proportions."""
    rng = np.random.RandomState(0)
    rank = np.zeros(len(labels))
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        rank[members] = (rng.permutation(len(members)) + 0.5) / len(members)  # spreads a class over (0, 1)
    return np.argsort(rank, kind="stable")


def _mnist_path() -> Path:
    """Where Keras keeps MNIST once it has loaded it."""
    home = os.environ.get("KERAS_HOME") or os.path.join(os.path.expanduser("~"), ".keras")
    return Path(home) / "datasets" / "mnist.npz"


def _read_mnist(path: Path) -> tuple[Images, Labels]:
    """All 70 000 images and labels of Keras' mnist.npz, whose checksum must be the published one."""
    mend = "load it anew by `keras.datasets.mnist.load_data()`"
    if not path.exists():
        raise DataError(f"MNIST is not in Keras' cache ({path}): {mend}.")
    if hashlib.sha256(path.read_bytes()).hexdigest() != MNIST_SHA256:
        raise DataError(f"{path} is not the published MNIST (its checksum differs): delete it, or {mend}.")
    with np.load(path, allow_pickle=False) as arrays:
        images = np.concatenate([arrays["x_train"], arrays["x_test"]])
        labels = np.concatenate([arrays["y_train"], arrays["y_test"]])
    return images.astype(np.uint8, copy=False), labels.astype(np.int64)


def _read_digits() -> tuple[Images, Labels]:
    """scikit-learn's 1797 digits: 8×8 with values 0 … 16, enlarged to 20×20 amid MNIST's border of 4.

    Source: https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits
    """
    from scipy.ndimage import zoom
    from sklearn.datasets import load_digits

    digits: Any = load_digits()
    cubic = zoom(np.eye(8), (20 / 8, 1), order=3, mode="nearest", grid_mode=True)  # (20, 8)
    large = cubic @ digits.images @ cubic.T  # (N, 20, 20); a cubic curve overshoots a little
    grey = np.rint(large.clip(0, 16) * (255 / 16)).astype(np.uint8)
    return np.pad(grey, ((0, 0), (4, 4), (4, 4))), digits.target.astype(np.int64)
