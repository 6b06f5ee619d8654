"""Drawn pictures, changes to pictures, models of known answers, the picker, and the check of probabilities."""

import io
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from labkit import checks, colour_models, pictograms, pictures
from labkit.picker import FRONT_ENDS, picker, uploaded
from PIL import Image

DATA = Path(pictograms.__file__).parents[1] / "l02_vgg16" / "data"
MEAN = np.array([103.939, 116.779, 123.68])


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


def some_picture() -> pictures.Picture:
    return np.random.randint(0, 256, (30, 40, 3)).astype(np.uint8)


# --- drawn pictures ---


@pytest.mark.parametrize("name", ["umbrella", "telephone", "airplane"])
def test_the_committed_pictures_are_what_is_drawn(name):
    kept = np.array(Image.open(DATA / f"{name}.png")).astype(int)
    drawn = pictograms.pictures()[name]
    assert drawn.shape == (224, 224, 3)
    assert np.abs(kept - drawn).max() <= 8  # fonts and JPEGs may be rounded otherwise elsewhere
    assert np.abs(kept - drawn).mean() < 0.1


def test_write_pictures_writes_three_files(tmp_path):
    pictograms.write_pictures(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"umbrella.png", "telephone.png", "airplane.png"}


def test_a_data_set_has_all_classes_and_its_seed():
    x, y = pictograms.data_set(48, seed=1, shrink=7)
    assert (x.shape, x.dtype, y.dtype) == ((48, 32, 32, 3), np.uint8, np.int64)
    assert np.bincount(y).tolist() == [2] * 24
    again, labels = pictograms.data_set(48, seed=1, shrink=7)
    assert np.array_equal(x, again)
    assert np.array_equal(y, labels)
    assert not np.array_equal(x, pictograms.data_set(48, seed=2, shrink=7)[0])


def test_a_thing_stands_out_from_its_background():
    for name in pictograms.NAMES:
        back = np.full((224, 224, 3), 200, np.uint8)
        drawn = pictograms.paint(name, back, (0, 0, 0), 180, (20, 20), 0)
        share = float(np.mean(drawn[..., 0] < 100))
        assert 0.03 < share < 0.6, name


# --- changes ---

CHANGES = {
    "same": pictures.same,
    "mirror": pictures.mirror,
    "upside_down": pictures.upside_down,
    "invert": pictures.invert,
    "grey": pictures.grey,
    "rotate": pictures.rotate(20),
    "shift": pictures.shift(5, -3),
    "blur": pictures.blur(2),
    "noise": pictures.noise(30),
    "brighten": pictures.brighten(60),
    "darken": pictures.brighten(-60),
    "occlude": pictures.occlude(0.5),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_gives_a_new_picture_of_the_same_kind(name):
    picture = some_picture()
    before = picture.copy()
    changed = CHANGES[name](picture)
    assert (changed.shape, changed.dtype) == (picture.shape, np.uint8)
    assert not np.shares_memory(changed, picture)
    assert np.array_equal(picture, before)
    assert np.array_equal(changed, CHANGES[name](picture))
    assert np.array_equal(changed, picture) == (name == "same")


def test_changes_do_what_they_say():
    picture = some_picture()
    assert np.array_equal(pictures.mirror(picture)[:, 0], picture[:, -1])
    assert np.array_equal(pictures.upside_down(picture)[0], picture[-1])
    assert np.array_equal(pictures.invert(picture), 255 - picture)
    assert np.array_equal(pictures.shift(1, 0)(picture)[:, 1], picture[:, 0])
    assert np.array_equal(pictures.rotate(0)(picture), picture)
    assert np.array_equal(pictures.brighten(300)(picture), np.full_like(picture, 255))
    assert pictures.blur(3)(picture).std() < picture.std() / 2
    assert int(np.all(pictures.occlude(0.5)(picture) == 128, axis=2).sum()) >= 16 * 16
    colourless = pictures.grey(picture)
    assert np.array_equal(colourless[..., 0], colourless[..., 2])


# --- models of known answers ---


def test_a_colour_model_is_a_softmax_of_the_mean_colour():
    weights, bias = np.random.normal(0, 0.02, (3, 5)), np.arange(5)
    model = colour_models.by_colour(weights, bias=bias)
    x = np.random.normal(0, 60, (2, 224, 224, 3)).astype(np.float32)
    z = x.mean(axis=(1, 2)) @ weights + bias
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    checks.close(model(x), p, name="p", atol=1e-4)


@pytest.mark.parametrize("part", colour_models.PARTS)
def test_a_colour_model_looks_at_one_part(part):
    parts = {"left": np.s_[:, :112], "right": np.s_[:, 112:], "top": np.s_[:112], "bottom": np.s_[112:]}
    model = colour_models.by_colour([[0.05, -0.05]] * 3, part=part)
    x = np.full((1, 224, 224, 3), -50, np.float32)
    assert int(np.argmax(model(x))) == 1
    x[0][parts.get(part, np.s_[:])] = 50
    assert int(np.argmax(model(x))) == 0


def test_a_colour_model_with_dropout_or_batch_norm_differs_in_training():
    x = np.random.normal(40, 5, (1, 224, 224, 3)).astype(np.float32)
    weights = np.random.normal(0, 0.1, (3, 4))
    for more in ({"dropout": 0.5}, {"norm": ([10.0, 0.0, -5.0], [400.0, 900.0, 100.0])}):
        model = colour_models.by_colour(weights, **more)
        plain = np.asarray(model(x))
        assert np.array_equal(plain, np.asarray(model(x, training=False)))
        assert max(np.abs(model(x, training=True) - plain).max() for _ in range(5)) > 0.01


def test_watched_keeps_what_it_is_given():
    picture = some_picture()
    for kind, wanted in (("same", picture), ("invert", 255 - picture), ("mirror", picture[:, ::-1])):
        watched = colour_models.Watched(kind)
        assert np.array_equal(watched(picture), wanted)
        assert len(watched.given) == 1
        assert np.array_equal(watched.given[0], picture)


# --- the picker ---


def test_without_a_front_end_all_pictures_are_shown(monkeypatch):
    for name in FRONT_ENDS:
        monkeypatch.delenv(name, raising=False)
    shown = []
    picker(lambda name, picture: shown.append(name), {"a": some_picture(), "b": some_picture()})
    assert shown == ["a", "b"]


@pytest.mark.parametrize("told", [True, False])
def test_with_a_front_end_the_first_is_shown_and_others_may_be_chosen(monkeypatch, capsys, told):
    import ipywidgets

    made = []
    monkeypatch.setattr(ipywidgets, "VBox", lambda children: made.append(children) or "box")
    monkeypatch.setenv(FRONT_ENDS[0], "notebook.ipynb")
    shown = []
    some = {"a": some_picture(), "b": some_picture()}
    picker(lambda name, picture: shown.append((name, picture)), some, widgets=True if told else None)
    choice, upload = made[0][0].children
    choice.value = "b"
    when = datetime(2025, 1, 1, tzinfo=UTC)
    file = {"name": "mine.png", "type": "image/png", "size": 1, "content": memoryview(png(some["a"]))}
    upload.value = ({**file, "last_modified": when},)
    assert [name for name, _ in shown] == ["a", "b", "mine.png"]
    assert np.array_equal(shown[2][1], some["a"])
    capsys.readouterr()


def png(picture: pictures.Picture) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "png")
    return file.getvalue()


def test_an_upload_may_be_of_any_kind():
    file = io.BytesIO()
    Image.new("LA", (7, 5), (30, 255)).save(file, "png")
    name, picture = uploaded([{"name": "x.png", "content": memoryview(file.getvalue())}])
    assert name == "x.png"
    assert picture.shape == (5, 7, 3)


# --- the check ---


def test_probabilities_sum_to_one_should_pass():
    for dtype in (np.float16, np.float32, np.float64):
        checks.probabilities_sum_to_one(np.random.dirichlet(np.ones(1000), size=4).astype(dtype))
    checks.probabilities_sum_to_one(np.full((4, 3), 0.25), axis=0)
    checks.probabilities_sum_to_one(np.array([0.0, 1.0]))


def test_probabilities_sum_to_one_should_fail():
    with fails(
        r"^2 of 3 values of `p` lie outside \[0, 1\], but should all lie in it: a softmax over the classes"
    ):
        checks.probabilities_sum_to_one(np.array([2.0, -1.5, 0.5]), name="p")
    with fails(r"^1 of 2 sums of `p` are not 1, the worst is 0\.5, but should all be 1: look at the axis\.$"):
        checks.probabilities_sum_to_one(
            np.array([[0.5, 0.5], [0.25, 0.25]]), name="p", why="look at the axis"
        )
    with fails("2 of 2 sums"):
        checks.probabilities_sum_to_one(np.full((3, 2), 0.5), axis=0)
    with fails("1 of 2 values of `p` are NaN"):
        checks.probabilities_sum_to_one(np.array([np.nan, 1.0]), name="p")
    with fails("`p` is a single number"):
        checks.probabilities_sum_to_one(np.float32(1.0), name="p")
    with fails("`p` is a list"):
        checks.probabilities_sum_to_one([0.5, 0.5], name="p")
    with fails("`p` is not there yet"):
        checks.probabilities_sum_to_one(None, name="p")
