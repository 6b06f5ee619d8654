"""The handwritten digits: sources, splits, and what is held out."""

import hashlib
import importlib.util
import types
from pathlib import Path

import labkit.data
import numpy as np
import pytest
from labkit.data import DataError, digits28_source, held_out_digits28, load_digits28


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache of Keras'."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    (tmp_path / "datasets").mkdir()
    return tmp_path / "datasets"


def put_mnist(cache: Path) -> str:
    """A stand-in for MNIST in the cache: image i shows i in base 256. Returns its checksum."""
    n = 70_000
    images = np.zeros((n, 28, 28), np.uint8)
    images[:, 0, 0], images[:, 0, 1], images[:, 0, 2] = (np.arange(n) // 256**k % 256 for k in range(3))
    labels = (np.arange(n) % 10).astype(np.uint8)
    path = cache / "mnist.npz"
    np.savez(
        path, x_train=images[:60_000], y_train=labels[:60_000], x_test=images[60_000:], y_test=labels[60_000:]
    )
    return hashlib.sha256(path.read_bytes()).hexdigest()


def keys(images) -> set[bytes]:
    return {image.tobytes() for image in images}


def test_digits_have_the_form_of_mnist():
    digits = load_digits28()
    assert digits.source == "digits"
    assert digits.x_train.shape == (500, 28, 28)
    assert digits.x_val.shape == (500, 28, 28)
    assert digits.x_train.dtype == np.uint8
    assert digits.y_train.dtype == np.int64
    assert digits.x_train.max() == 255
    border = digits.x_train.copy()
    border[:, 4:24, 4:24] = 0
    assert not border.any()


def test_each_part_holds_each_class_alike():
    digits = load_digits28()
    for labels in (digits.y_train, digits.y_val, held_out_digits28()[1]):
        counts = np.bincount(labels, minlength=10)
        assert counts.min() >= 0.09 * len(labels)
        assert counts.max() <= 0.11 * len(labels)


def test_the_split_never_changes():
    digits = load_digits28()
    again = load_digits28()
    assert np.array_equal(digits.x_train, again.x_train)
    assert digits.y_train[:10].tolist() == [9, 5, 0, 0, 0, 3, 5, 5, 3, 3]
    assert digits.y_val[:10].tolist() == [7, 9, 8, 7, 9, 3, 1, 7, 9, 4]
    assert held_out_digits28()[1][:10].tolist() == [8, 4, 4, 6, 0, 2, 9, 6, 7, 3]


def test_the_parts_do_not_overlap():
    digits, (held, labels) = load_digits28(), held_out_digits28()
    assert held.shape == (797, 28, 28)
    assert labels.shape == (797,)
    parts = [keys(digits.x_train), keys(digits.x_val), keys(held)]
    assert len(set.union(*parts)) == sum(len(part) for part in parts) == 1797


def test_the_large_split_holds_out_the_same_digits():
    digits, (held, labels) = load_digits28(large=True), held_out_digits28(large=True)
    assert [len(part) for part in (digits.x_train, digits.x_val, held)] == [800, 200, 797]
    assert keys(held) == keys(held_out_digits28()[0])
    assert len(keys(digits.x_train) | keys(digits.x_val) | keys(held)) == 1797
    for part in (digits.y_train, digits.y_val, labels):
        assert np.bincount(part, minlength=10).min() >= 0.08 * len(part)


def test_the_large_split_of_mnist_is_the_published_one(cache, monkeypatch):
    monkeypatch.setattr(labkit.data, "MNIST_SHA256", put_mnist(cache))
    digits, (held, labels) = load_digits28(large=True), held_out_digits28(large=True)
    numbers = [part[:, 0, :3].astype(int) @ [1, 256, 65536] for part in (digits.x_train, digits.x_val, held)]
    assert [len(part) for part in numbers] == [50_000, 10_000, 10_000]
    assert sorted(np.concatenate(numbers[:2])) == list(range(60_000))
    assert sorted(numbers[2]) == list(range(60_000, 70_000))
    assert np.array_equal(numbers[2] % 10, labels)


def test_the_held_out_part_is_not_in_what_students_get():
    assert set(vars(load_digits28())) == {"x_train", "y_train", "x_val", "y_val", "source"}


def test_each_caller_gets_arrays_of_its_own():
    load_digits28().x_train[:] = 0
    assert load_digits28().x_train.any()


def test_loading_says_which_source_it_uses(capsys):
    load_digits28()
    said = "Digits from scikit-learn's 8×8 digits, enlarged to 28×28: 500 for training, 500 for validation.\n"
    assert capsys.readouterr().out == said
    held_out_digits28()
    assert capsys.readouterr().out == ""


def test_mnist_is_used_where_keras_has_it(cache, monkeypatch, capsys):
    monkeypatch.setattr(labkit.data, "MNIST_SHA256", put_mnist(cache))
    digits, (held, labels) = load_digits28(), held_out_digits28()
    assert digits28_source() == digits.source == "mnist"
    assert "MNIST (from Keras' cache): 2000 for training, 2000 for validation" in capsys.readouterr().out
    assert [len(part) for part in (digits.x_train, digits.x_val, held)] == [2000, 2000, 5000]
    assert len(keys(digits.x_train) | keys(digits.x_val) | keys(held)) == 9000
    numbers = held[:, 0, :3].astype(int) @ [1, 256, 65536]
    assert np.array_equal(numbers % 10, labels)
    assert held_out_digits28("digits")[0].shape == (797, 28, 28)


def test_the_cache_is_in_the_home_folder_by_default(cache, monkeypatch):
    monkeypatch.delenv("KERAS_HOME")
    monkeypatch.setenv("HOME", str(cache.parent))
    cache.parent.joinpath(".keras", "datasets").mkdir(parents=True)
    assert digits28_source() == "digits"
    put_mnist(cache.parent / ".keras" / "datasets")
    assert digits28_source() == "mnist"


@pytest.mark.parametrize("load", [load_digits28, held_out_digits28])
def test_a_damaged_mnist_is_refused(cache, load):
    put_mnist(cache)
    with pytest.raises(
        DataError, match=r"mnist\.npz is not the published MNIST .*: delete it, or load it anew"
    ):
        load()


def test_a_missing_mnist_is_refused_when_asked_for():
    with pytest.raises(DataError, match=r"MNIST is not in Keras' cache .*: load it anew by `keras\.datasets"):
        held_out_digits28("mnist")


def test_the_checksum_is_the_one_of_keras():
    spec = importlib.util.find_spec("keras")  # found, not imported: that would take seconds
    assert spec is not None
    source = Path(spec.origin).parent.joinpath("src", "datasets", "mnist.py").read_text(encoding="utf-8")
    assert labkit.data.MNIST_SHA256 in source


def test_the_module_stands_on_its_own():
    module = types.ModuleType("a module that sys.modules does not know")
    exec(Path(labkit.data.__file__).read_text(encoding="utf-8"), module.__dict__)
    assert module.load_digits28().source == "digits"
