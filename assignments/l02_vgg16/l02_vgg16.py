# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: l02_vgg16
# init_cell: true
# tests:
#   ok_format: false
#   files: true
# strip_solutions_from_all_cells: true
# show_question_points: true
# export_cell:
#   pdf: false
#   run_tests: false
#   instructions: Save the notebook, run this cell, and hand in the zip file that it makes.

# %% [markdown]
# # Exploring a pretrained CNN without training it
#
# A museum wants to sort its picture archive, and somebody has already bought a network for that: trained elsewhere,
# delivered as a file, no manual. Your job is the acceptance test. You train nothing. You open the box, feed it
# pictures, read its answers, and find out when they can be trusted.
#
# The network is **VGG16** (Simonyan and Zisserman, 2015), or a small relative of it. Its plan is the plainest that a
# good network ever had. A picture passes through five **blocks**, and each block is a few $3 \times 3$ convolutions
# followed by a pooling that halves height and width:
#
# picture (224, 224, 3) → (112, 112, 64) → (56, 56, 128) → (28, 28, 256) → (14, 14, 512) → (7, 7, 512) → dense → dense →
# **probabilities**
#
# There is little code to write, and much to look at. You need about an hour. Run the check below a question as often as
# you like; further, hidden tests look at the idea when you hand in. The last question is answered in words and read by
# a person.

# %%
import gc

import keras
import labkit
import labkit.data
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from labkit import pictograms, pictures
from labkit.picker import picker
from labkit.vgg16 import vgg16_architecture
from PIL import Image

labkit.seed_everything(0)

# %%
net = labkit.data.load_vgg16()  # net.model, net.names, net.source

# %% [markdown]
# The line above says what you got. With VGG16's weights in Keras' cache (run
# `keras.applications.VGG16(); keras.applications.imagenet_utils.decode_predictions(np.zeros((1, 1000)))` once, with a
# network, to have 550 MB of them), it is VGG16 itself, which knows 1000 classes of photographs. Otherwise it is a
# small network of the same style, which we trained on pictures of 24 things, cut out and pasted onto colours and
# photographs. Both take the same input, and everything below works with either one.
#
# Here are three pictures that the museum wants sorted. You have no trouble with any of them.

# %%
desk = {
    name: np.array(Image.open(f"data/{name}.png").convert("RGB"))
    for name in ("umbrella", "telephone", "airplane")
}
fig, axes = plt.subplots(1, 3, figsize=(9, 3.2))
for ax, (name, picture) in zip(axes, desk.items(), strict=True):
    ax.imshow(picture)
    ax.set_title(f"{name}: {picture.shape}, {picture.dtype}")
    ax.axis("off")
fig.tight_layout()
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 3

# %% [markdown]
# ## What is in the box
#
# A convolution with $C_{in}$ input channels, $C_{out}$ filters and kernels of $k \times k$ has
# $(k^2\, C_{in} + 1)\, C_{out}$ parameters, whatever the size of the picture; a dense layer from $n$ to $m$ values has
# $(n + 1)\, m$. A pooling layer has none.
#
# ### Question 1: the bill of materials
#
# Write `architecture_summary(model)`, which returns a dict of five whole numbers about **any** Keras model:
#
# - `"conv"`, `"dense"`, `"pool"`: how many layers are 2-D convolutions (`Conv2D`), dense (`Dense`), and 2-D poolings
#   (`MaxPooling2D` or `AveragePooling2D`);
# - `"params"`: the number of all parameters;
# - `"trainable"`: the number of those that training would change. A layer, or a whole model, is *frozen* by
#   `layer.trainable = False`.
#
# A Keras model may be a layer of another one. Then look inside, however deep: what counts are the layers that do the
# work, not the boxes around them. Layers can have any name. For VGG16 the numbers are 13, 3, 5, 138 357 544, and as many
# trainable.

# %% [raw]
# # BEGIN SOLUTION


# %%
def architecture_summary(model):
    """Counts of a model's layers and parameters: conv, dense, pool, params, trainable."""

    # BEGIN SOLUTION
    def parts(model):
        for layer in model.layers:
            if isinstance(layer, keras.Model):
                yield from parts(layer)
            else:
                yield layer

    def count(*kinds):
        return sum(isinstance(layer, kinds) for layer in parts(model))

    return {
        "conv": count(layers.Conv2D),
        "dense": count(layers.Dense),
        "pool": count(layers.MaxPooling2D, layers.AveragePooling2D),
        "params": model.count_params(),
        "trainable": sum(int(np.prod(weight.shape)) for weight in model.trainable_weights),
    }
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.75
failure_message: Five whole numbers about VGG16.
"""  # END TEST CONFIG


def test_vgg16(architecture_summary):
    import numbers

    from labkit import checks, there

    checks.exists(architecture_summary, "architecture_summary")
    model = there("labkit.vgg16").vgg16_architecture()
    result = checks.call(architecture_summary, model, called="architecture_summary(VGG16)")
    checks.exists(result, "architecture_summary(VGG16)")
    assert isinstance(result, dict), "architecture_summary should return a dict."
    known = {"conv": 13, "dense": 3, "pool": 5, "params": 138_357_544, "trainable": 138_357_544}
    for key, want in known.items():
        assert key in result, f"The dict has no key {key!r}, but should have {', '.join(map(repr, known))}."
        whole = isinstance(result[key], numbers.Integral) and not isinstance(result[key], bool)
        assert whole, f"The value of {key!r} is no whole number, but should be an int."
        assert result[key] == want, f"For VGG16 {key!r} is {result[key]}, but should be {want}."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at what makes a layer a convolution, a dense layer, or a pooling.
"""  # END TEST CONFIG


def test_any_sequence_of_layers(architecture_summary):
    import random

    from labkit import checks, there

    checks.exists(architecture_summary, "architecture_summary")
    keras = there("keras")
    for _ in range(2):
        conv, dense, pool = (random.randint(1, 4) for _ in range(3))
        width = random.randint(2, 5)
        stack, total = [keras.Input((32, 32, 3))], 0
        for i in range(conv):
            name = {} if i else {"name": "stem"}
            stack += [
                keras.layers.Conv2D(width, 3, padding="same", **name),
                keras.layers.BatchNormalization(name=f"norm_of_conv_{i}"),
                keras.layers.Activation("relu", name=f"relu_after_conv2d_{i}"),
            ]
            total += (9 * (width if i else 3) + 1) * width + 4 * width
        kinds = (keras.layers.AveragePooling2D, keras.layers.MaxPooling2D)
        stack += [kinds[i % 2](2) for i in range(pool)]
        stack += [keras.layers.Flatten(name="from_pool_to_dense")]
        wide = (32 >> pool) ** 2 * width
        for i in range(dense):
            stack += [
                keras.layers.Dense(5, name=f"part_{i}"),
                keras.layers.Activation("relu", name=f"after_dense_{i}"),
            ]
            total += ((5 if i else wide) + 1) * 5
        result = checks.call(
            architecture_summary, keras.Sequential(stack), called="architecture_summary(model)"
        )
        assert isinstance(result, dict), "architecture_summary should return a dict."
        want = {
            "conv": conv,
            "dense": dense,
            "pool": pool,
            "params": total,
            "trainable": total - 2 * width * conv,
        }
        whys = {
            "conv": "ask for a layer's class (`isinstance`), names mean nothing",
            "dense": "ask for a layer's class (`isinstance`), names mean nothing",
            "pool": "both MaxPooling2D and AveragePooling2D are poolings",
            "params": "all numbers in all weights count, those of batch normalisation too",
            "trainable": "batch normalisation has means and variances, which no gradient changes",
        }
        for key, number in want.items():
            assert key in result, f"The dict has no key {key!r}."
            checks.close(result[key], number, name=key, rtol=0, atol=0.25, why=whys[key])


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look into models that are layers of others.
"""  # END TEST CONFIG


def test_nested_models(architecture_summary):
    import random

    from labkit import checks, there

    checks.exists(architecture_summary, "architecture_summary")
    keras = there("keras")
    layers = keras.layers
    inner, middle, outer = (random.randint(1, 3) for _ in range(3))
    stack = [layers.Conv2D(3, 3, padding="same") for _ in range(inner)]
    deepest = keras.Sequential([keras.Input((16, 16, 3)), *stack, layers.MaxPooling2D(2)], name="conv_base")
    stack = [layers.Conv2D(3, 3, padding="same") for _ in range(middle)]
    between = keras.Sequential(
        [keras.Input((16, 16, 3)), deepest, *stack, layers.AveragePooling2D(2)], name="dense_box"
    )
    x = keras.Input((16, 16, 3))
    y = layers.Flatten()(between(x))
    for _ in range(outer):
        y = layers.Dense(4)(y)
    model = keras.Model(x, y)
    result = checks.call(architecture_summary, model, called="architecture_summary(model)")
    assert isinstance(result, dict), "architecture_summary should return a dict."
    total = (inner + middle) * (9 * 3 + 1) * 3 + (4 * 4 * 3 + 1) * 4 + (outer - 1) * 20
    want = {"conv": inner + middle, "dense": outer, "pool": 2, "params": total, "trainable": total}
    for key, number in want.items():
        why = "a model within a model within a model has layers, too, and is none itself: let the function call itself"
        assert key in result, f"The dict has no key {key!r}."
        checks.close(result[key], number, name=key, rtol=0, atol=0.25, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at layers that are frozen.
"""  # END TEST CONFIG


def test_frozen_layers(architecture_summary):
    import random

    from labkit import checks, there

    checks.exists(architecture_summary, "architecture_summary")
    keras = there("keras")
    layers = keras.layers
    width = random.randint(3, 9)
    base = keras.Sequential(
        [keras.Input((8, 8, 3)), layers.Conv2D(width, 3), layers.Conv2D(4, 3), layers.Flatten()]
    )
    model = keras.Sequential([keras.Input((8, 8, 3)), base, layers.Dense(6), layers.Dense(2)])
    sizes = [(9 * 3 + 1) * width, (9 * width + 1) * 4, (4 * 4 * 4 + 1) * 6, 7 * 2]
    why = "training changes the weights of layers that are not frozen; count numbers, not weight arrays"
    base.layers[0].trainable = False
    for frozen in (sizes[0], sizes[0] + sizes[1], sum(sizes)):
        result = checks.call(architecture_summary, model, called="architecture_summary(model)")
        assert isinstance(result, dict), "architecture_summary should return a dict."
        for key, number in (("params", sum(sizes)), ("trainable", sum(sizes) - frozen)):
            assert key in result, f"The dict has no key {key!r}."
            checks.close(result[key], number, name=key, rtol=0, atol=0.25, why=why)
        if frozen == sizes[0]:
            base.trainable = False
        else:
            model.trainable = False


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Where do VGG16's parameters sit? For this we need its plan only, so the next cell builds it with zeros for weights.
# That alone takes 553 MB of memory (138 357 544 parameters of 4 bytes). The cell gives it back as soon as the numbers are
# read; TensorFlow keeps the room for whatever it computes next.

# %%
vgg = vgg16_architecture()
summary = architecture_summary(vgg)
bars = {layer.name: layer.count_params() for layer in vgg.layers if layer.count_params()}
del vgg
keras.backend.clear_session()
gc.collect()
if summary is not None:
    print("VGG16:      ", summary)
    print("this network:", architecture_summary(net.model))
    fig, ax = plt.subplots(figsize=(9, 3.2))
    ax.bar(bars.keys(), [n / 1e6 for n in bars.values()], color=["tab:blue"] * 13 + ["tab:orange"] * 3)
    ax.set_ylabel("million parameters")
    ax.set_title("VGG16: 13 convolutions see, 3 dense layers hold nine tenths of the parameters")
    ax.tick_params(axis="x", rotation=70)
    plt.show()
else:
    print("Answer question 1 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 4

# %% [markdown]
# ## Feeding it
#
# A network understands pictures only in the form in which it was trained on them. VGG16's makers resized each picture,
# kept values from 0 to 255, put the channels in the order **blue, green, red** (their software did), and subtracted the
# mean colour of all training pictures:
#
# $$x_{\,0,i,j} = (B_{ij},\, G_{ij},\, R_{ij}) - (103.939,\ 116.779,\ 123.68).$$
#
# No error warns you if you do otherwise. The network answers all the same, only worse.
#
# ### Question 2: preprocessing
#
# Write `preprocess(image, size=224)`, which returns a **float32** array of shape **(1, size, size, 3)**: a batch of one
# picture, BGR, less the mean colour. `image` is one of
#
# - an array of dtype uint8: `(H, W)` or `(H, W, 1)`, shades of grey; `(H, W, 3)`, RGB; `(H, W, 4)`, RGB and opacity (our
#   pictures are opaque; leave the opacity out);
# - a PIL image in shades of grey, RGB or RGBA.
#
# The *whole* picture is resized to a square, be it wide or high; how pixels in between are computed is up to you.
# `image` itself stays as it is. Mind that uint8 has no negative numbers: 100 − 103 is 253 there.

# %% [raw]
# # BEGIN SOLUTION


# %%
def preprocess(image, size=224):
    """A picture as VGG16 takes it: float32 (1, size, size, 3), BGR, less the mean colour."""
    # BEGIN SOLUTION
    if not isinstance(image, Image.Image):
        array = np.asarray(image)
        if array.ndim == 3 and array.shape[2] == 1:
            array = array[:, :, 0]
        if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] not in (3, 4)):
            raise ValueError(
                f"A picture has shape (H, W), (H, W, 1), (H, W, 3) or (H, W, 4), not {array.shape}."
            )
        image = Image.fromarray(array)
    square = image.convert("RGB").resize((size, size), Image.Resampling.BILINEAR)
    bgr = np.asarray(square, dtype=np.float32)[:, :, ::-1]  # (size, size, 3)
    return (bgr - np.array([103.939, 116.779, 123.68], dtype=np.float32))[None]
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.75
failure_message: One picture of the size asked for, as float32.
"""  # END TEST CONFIG


def test_shape_and_dtype(preprocess):
    import numpy as np
    from labkit import checks

    checks.exists(preprocess, "preprocess")
    image = np.random.randint(0, 256, (60, 90, 3)).astype(np.uint8)
    x = checks.call(preprocess, image, called="preprocess(image)")
    why = "a batch of one picture, 224 pixels high and wide, three channels"
    checks.shape(x, (1, 224, 224, 3), name="preprocess(image)", why=why)
    checks.dtype(x, "float32", name="preprocess(image)", why="networks compute with float32")
    x = checks.call(preprocess, image, 96, called="preprocess(image, 96)")
    checks.shape(
        x, (1, 96, 96, 3), name="preprocess(image, 96)", why="size is the height and width to resize to"
    )
    checks.finite(x, name="preprocess(image, 96)")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1.25
failure_message: Look at the order of the channels, the mean colour, and the range of the numbers.
"""  # END TEST CONFIG


def test_blue_green_red_less_the_mean(preprocess):
    import numpy as np
    from labkit import checks

    checks.exists(preprocess, "preprocess")
    image = np.random.randint(0, 256, (48, 48, 3)).astype(np.uint8)
    image[:10] //= 4  # some values below the mean
    want = image[None, :, :, ::-1].astype(np.float64) - [103.939, 116.779, 123.68]
    x = checks.call(preprocess, image, 48, called="preprocess(image, 48)")
    checks.shape(x, (1, 48, 48, 3), name="preprocess(image, 48)")
    checks.dtype(x, "float32", name="preprocess(image, 48)")
    low, high = float(np.min(x)), float(np.max(x))
    assert high - low > 100, (
        f"The values span {high - low:.3g}, but should span about 255: they are neither divided by 255 nor by anything "
        "else, only the mean is subtracted."
    )
    assert high < 200, (
        f"The largest value is {high:.4g}, but should be about 150: subtract the mean from floats, since uint8 has no "
        "negative numbers and 100 − 103 becomes 253 there."
    )
    why = "first red and blue change places, then the mean is subtracted: 103.939 from blue, 123.68 from red"
    # 0.6: a resizing may round to whole numbers
    checks.close(x, want, name="preprocess(image, 48)", rtol=0, atol=0.6, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at pictures in shades of grey, and at those with a fourth channel.
"""  # END TEST CONFIG


def test_grey_and_rgba_arrays(preprocess):
    import numpy as np
    from labkit import checks

    checks.exists(preprocess, "preprocess")
    mean = np.array([103.939, 116.779, 123.68])
    grey = np.random.randint(0, 256, (40, 40)).astype(np.uint8)
    colour = np.random.randint(0, 256, (40, 40, 4)).astype(np.uint8)
    colour[..., 3] = 255
    for image, bgr in (
        (grey, grey[..., None]),
        (grey[..., None], grey[..., None]),
        (colour, colour[..., 2::-1]),
    ):
        called = f"preprocess of an array {image.shape}"
        want = np.broadcast_to(bgr - mean, (1, 40, 40, 3))
        x = checks.call(preprocess, image, 40, called=called)
        checks.shape(x, (1, 40, 40, 3), name=called)
        why = "a shade of grey is a colour whose three channels are equal; a fourth channel is opacity, not a colour"
        checks.close(x, want, name=called, rtol=0, atol=0.6, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at PIL images of several modes.
"""  # END TEST CONFIG


def test_pil_images(preprocess):
    import numpy as np
    from labkit import checks, there

    checks.exists(preprocess, "preprocess")
    mean = np.array([103.939, 116.779, 123.68])
    rgb = np.random.randint(0, 256, (40, 40, 3)).astype(np.uint8)
    rgba = np.concatenate([rgb, np.full((40, 40, 1), 255, np.uint8)], axis=2)
    grey = rgb[..., 0].copy()
    for mode, array, bgr in (
        ("RGB", rgb, rgb[..., ::-1]),
        ("RGBA", rgba, rgb[..., ::-1]),
        ("L", grey, grey[..., None]),
    ):
        image = there("PIL.Image").fromarray(array)
        called = f"preprocess of a PIL image of mode {mode}"
        x = checks.call(preprocess, image, 40, called=called)
        checks.shape(x, (1, 40, 40, 3), name=called)
        want = np.broadcast_to(bgr - mean, (1, 40, 40, 3))
        checks.close(x, want, name=called, rtol=0, atol=0.6, why="it is the same picture as the array")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what is where after resizing.
"""  # END TEST CONFIG


def test_the_whole_picture_is_resized(preprocess):
    import numpy as np
    from labkit import checks

    checks.exists(preprocess, "preprocess")
    why = "the whole picture is resized, neither turned nor cropped nor padded"
    for turned in (False, True):
        colours = np.random.randint(0, 256, (3, 3)).astype(np.uint8)
        colours[1] = 255 - colours[0]
        wide = np.repeat(colours, 60, axis=0)[None].repeat(
            50, axis=0
        )  # (50, 180, 3): three bands side by side
        image = wide.transpose(1, 0, 2).copy() if turned else wide
        x = checks.call(preprocess, image, 90, called="preprocess(image, 90)")
        checks.shape(x, (1, 90, 90, 3), name="preprocess(image, 90)")
        x = np.asarray(x, dtype=np.float64)[0]
        if turned:
            x = x.transpose(1, 0, 2)
        middles = np.stack([x[8:-8, 30 * i + 8 : 30 * i + 22].mean(axis=(0, 1)) for i in range(3)])
        spread = max(float(x[8:-8, 30 * i + 8 : 30 * i + 22].std(axis=(0, 1)).max()) for i in range(3))
        name = "the colour of each third of preprocess(image, 90)"
        # 6: some ways to resize overshoot a little near an edge
        want = colours[:, ::-1] - np.array([103.939, 116.779, 123.68])
        checks.close(middles, want, name=name, rtol=0, atol=6, why=why)
        assert spread < 12, f"Within a plain part of the picture values vary by {spread:.3g}: {why}."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: A function leaves its input as it was.
"""  # END TEST CONFIG


def test_image_is_left_alone(preprocess):
    import numpy as np
    from labkit import checks

    checks.exists(preprocess, "preprocess")
    for shape, size in (((32, 32, 3), 32), ((30, 40, 3), 32)):
        image = np.random.randint(0, 256, shape).astype(np.uint8)
        x = checks.call(preprocess, image.copy(), size, called=f"preprocess(image, {size})")
        checks.shape(x, (1, size, size, 3), name=f"preprocess(image, {size})")
        checks.unchanged_inputs(
            preprocess, image, size, about="whoever looks at the picture later sees it changed"
        )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# This is how the network gets the umbrella: three numbers a pixel, about as often negative as positive. Yellow is red and
# green together: the umbrella stands out in these channels, and hardly in blue.

# %%
x = preprocess(desk["umbrella"])
if x is not None:
    x = np.asarray(x)
    fig, axes = plt.subplots(1, 4, figsize=(12, 3.2))
    axes[0].imshow(desk["umbrella"])
    axes[0].set_title("the picture")
    for c, name in enumerate(("blue", "green", "red")):
        shown = axes[c + 1].imshow(x[0, :, :, c], cmap="coolwarm", vmin=-152, vmax=152)
        axes[c + 1].set_title(f"channel {c}: {name} − mean", fontsize=10)
    for ax in axes:
        ax.axis("off")
    fig.colorbar(shown, ax=axes, fraction=0.02)
    plt.show()
else:
    print("Answer question 2 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 3

# %% [markdown]
# ## Reading its answer
#
# The last layer is a **softmax**: it turns scores $z$ (*logits*) into probabilities
# $p_k = e^{z_k} / \sum_j e^{z_j}$, which sum to 1. Looking at the best one only hides how sure the network is, so people
# read the best few: its *top k*.
#
# ### Question 3: the top k
#
# Write `top_k(probs, names, k=3)`. `probs` is an array of $N$ probabilities, `names` the list of their $N$ classes.
# Return a list of $k$ pairs `(name, probability)`, the most probable first:
#
# - probabilities are fractions, as in `probs`;
# - where two are equal, the one with the **lower index** comes first. (An unstable sorting gives such pairs in any
#   order, and then two runs of one program disagree. `np.argsort` has `kind="stable"`.)
# - If `k` is larger than $N$, all $N$ pairs come.
# - If `probs` does not sum to 1 (up to rounding errors, say 0.001), it holds no probabilities: raise a `ValueError` that
#   says so. A `k` below 1 is a `ValueError`, too.

# %% [raw]
# # BEGIN SOLUTION


# %%
def top_k(probs, names, k=3):
    """The k most probable classes as pairs (name, probability), the most probable first."""
    # BEGIN SOLUTION
    probs = np.asarray(probs)
    if k < 1:
        raise ValueError(f"k is {k}, but should be at least 1.")
    if probs.shape != (len(names),) or abs(float(probs.sum()) - 1) > 1e-3:
        raise ValueError("probs should be one probability for each name, and sum to 1: are they logits?")
    order = np.argsort(-probs, kind="stable")[:k]
    return [(names[i], float(probs[i])) for i in order]
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.75
failure_message: A list of pairs, the most probable first.
"""  # END TEST CONFIG


def test_three_of_four(top_k):
    import numpy as np
    from labkit import checks

    checks.exists(top_k, "top_k")
    probs, names = np.array([0.2, 0.5, 0.05, 0.25], np.float32), ["cat", "dog", "owl", "elk"]
    result = checks.call(top_k, probs, names, called="top_k([0.2, 0.5, 0.05, 0.25], names)")
    checks.exists(result, "top_k(probs, names)")
    assert isinstance(result, (list, tuple)), "top_k should return a list."
    assert len(result) == 3, (
        f"The list has {len(result)} items, but should have 3: k is 3 unless another is given."
    )
    for pair in result:
        assert isinstance(pair, (list, tuple)) and len(pair) == 2, (
            "Each item should be a pair (name, probability)."
        )
        assert isinstance(pair[0], str), "The first of each pair should be the class's name, a string."
        checks.number(pair[1], name="the second of each pair")
    assert [pair[0] for pair in result] == ["dog", "elk", "cat"], "The order should be dog, elk, cat."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at the order, at k, and at which probability goes with which name.
"""  # END TEST CONFIG


def test_the_best_k_with_their_probabilities(top_k):
    import random

    import numpy as np
    from labkit import checks

    checks.exists(top_k, "top_k")
    for k in (1, 5):
        n = random.randint(12, 20)
        names = [f"class {i}" for i in random.sample(range(100), n)]
        probs = np.random.dirichlet(np.ones(n))
        result = checks.call(top_k, probs, names, k, called=f"top_k(probs, names, {k})")
        assert isinstance(result, (list, tuple)) and len(result) == k, (
            f"With k = {k} there should be {k} pairs."
        )
        assert all(isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in result), (
            "Each item should be a pair (name, probability)."
        )
        order = sorted(range(n), key=lambda i: -probs[i])[:k]
        assert [pair[0] for pair in result] == [names[i] for i in order], (
            f"With k = {k} the names should be those of the {k} largest probabilities, the largest first."
        )
        why = "fractions as in probs, no percentages, each with its own name"
        checks.close([pair[1] for pair in result], probs[order], name="the probabilities", atol=1e-4, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at the order of equal probabilities.
"""  # END TEST CONFIG


def test_ties_by_index(top_k):
    import numpy as np
    from labkit import checks

    checks.exists(top_k, "top_k")
    for dtype in (np.float32, np.float64):
        # few different values among many classes
        parts = np.random.permutation(np.repeat([1, 2, 3, 8], [40, 30, 20, 10]))
        probs = (parts / parts.sum()).astype(dtype)
        names = [f"class {i}" for i in np.random.permutation(100)]
        result = checks.call(top_k, probs, names, 45, called="top_k(probs, names, 45)")
        assert isinstance(result, (list, tuple)) and len(result) == 45, (
            "With k = 45 there should be 45 pairs."
        )
        order = sorted(range(100), key=lambda i: -parts[i])[:45]
        wrong = sum(pair[0] != names[i] for pair, i in zip(result, order, strict=True))
        assert wrong == 0, (
            f"{wrong} of 45 names are not where they should be, where many probabilities are equal: among equals the "
            "lower index comes first, which takes a stable sorting of the negative values."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at what k may be.
"""  # END TEST CONFIG


def test_k_and_the_number_of_classes(top_k):
    import numpy as np
    from labkit import checks

    checks.exists(top_k, "top_k")
    probs, names = np.random.dirichlet(np.ones(6)), list("abcdef")
    for k in (6, 7, 50):
        result = checks.call(top_k, probs, names, k, called=f"top_k(probs, names, {k}) for 6 classes")
        assert isinstance(result, (list, tuple)) and len(result) == 6, (
            f"With k = {k} all 6 classes should come."
        )
        assert sorted(pair[0] for pair in result) == names, f"With k = {k} each class should come once."
    for k in (0, -2):
        checks.raises(ValueError, top_k, probs, names, k, about=f"k = {k} asks for no class at all")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what makes numbers probabilities.
"""  # END TEST CONFIG


def test_logits_are_refused(top_k):
    import numpy as np
    from labkit import checks

    checks.exists(top_k, "top_k")
    names = [f"class {i}" for i in range(30)]
    logits = np.random.normal(3, 2, 30).astype(np.float32)
    probs = np.exp(logits) / np.exp(logits).sum()
    result = checks.call(top_k, probs, names, 4, called="top_k(softmax(logits), names, 4)")
    assert isinstance(result, (list, tuple)) and len(result) == 4, "A softmax should be accepted."
    about = "a row that does not sum to 1 holds logits or percentages, not probabilities"
    for row in (logits, probs * 100, probs / 2):
        checks.raises(ValueError, top_k, row, names, 4, about=about)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 3

# %% [markdown]
# ### Question 4: classify a picture
#
# Write `classify(model, image, names, k=3)`, the three together: preprocess the image (as in question 2, 224 pixels a
# side), let the model compute probabilities, return the top $k$ (as in question 3).
#
# The model gives probabilities of shape (1, N) for a batch of one picture. Some of its layers may behave differently
# in **training**: dropout throws values away, batch normalisation uses the statistics of the batch. Here nobody trains,
# so the model has to run in *inference mode*: `model.predict(x, verbose=0)`, or `model(x, training=False)`.

# %% [raw]
# # BEGIN SOLUTION


# %%
def classify(model, image, names, k=3):
    """The model's k most probable classes of one picture, as pairs (name, probability)."""
    # BEGIN SOLUTION
    probs = model(preprocess(image), training=False)  # (1, N)
    return top_k(np.asarray(probs)[0], names, k)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.75
failure_message: A list of pairs for a picture.
"""  # END TEST CONFIG


def test_three_pairs(classify):
    import numpy as np
    from labkit import checks, there

    checks.exists(classify, "classify")
    model = there("labkit.colour_models").by_colour(np.zeros((3, 6)), bias=np.arange(6))
    image = np.random.randint(0, 256, (50, 70, 3)).astype(np.uint8)
    result = checks.call(classify, model, image, list("abcdef"), called="classify(model, image, names)")
    checks.exists(result, "classify(model, image, names)")
    assert isinstance(result, (list, tuple)), "classify should return a list."
    assert len(result) == 3, (
        f"The list has {len(result)} items, but should have 3: k is 3 unless another is given."
    )
    assert all(isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in result), (
        "Each item should be a pair (name, probability)."
    )
    assert [pair[0] for pair in result] == ["f", "e", "d"], (
        "This model likes the later classes best, so the names should be f, e, d."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1
failure_message: Look at what the model is given.
"""  # END TEST CONFIG


def test_the_picture_is_preprocessed(classify):
    import random

    import numpy as np
    from labkit import checks, there

    checks.exists(classify, "classify")
    names = [f"class {i}" for i in random.sample(range(100), 9)]
    for k in (9, 4):
        colour = np.array(
            [random.randint(150, 255), random.randint(80, 170), random.randint(0, 90)], np.uint8
        )
        mean = colour[::-1] - np.array([103.939, 116.779, 123.68])
        weights = np.random.permutation(np.linspace(-2, 2, 9)) * mean[:, None] / (mean @ mean)
        weights += np.random.normal(0, 0.003, (3, 9))
        z = mean @ weights
        p = np.exp(z) / np.exp(z).sum()
        model = there("labkit.colour_models").by_colour(weights)
        image = np.broadcast_to(colour, (60, 40, 3)).copy()
        result = checks.call(classify, model, image, names, k, called="classify(model, image, names, k)")
        assert isinstance(result, (list, tuple)) and len(result) == k, (
            f"With k = {k} there should be {k} pairs."
        )
        assert all(isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in result), (
            "Each item should be a pair (name, probability)."
        )
        assert all(pair[0] in names for pair in result), "Each name should be one of `names`."
        why = "the model gets the picture as question 2 makes it: resized, BGR, less the mean colour"
        want = [p[names.index(pair[0])] for pair in result]
        checks.close([pair[1] for pair in result], want, name="the probabilities", rtol=0, atol=3e-3, why=why)
        checks.close(result[0][1], p.max(), name="the largest probability", rtol=0, atol=3e-3, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at the mode in which the model runs.
"""  # END TEST CONFIG


def test_inference_mode(classify):
    import random

    import numpy as np
    from labkit import checks, there

    checks.exists(classify, "classify")
    names = [f"class {i}" for i in range(7)]
    colour = np.array([random.randint(170, 255), random.randint(0, 60), random.randint(170, 255)], np.uint8)
    image = np.broadcast_to(colour, (30, 30, 3)).copy()
    mean = colour[::-1] - np.array([103.939, 116.779, 123.68])
    for dropout, norm in ((0.6, None), (0.0, ([10.0, -20.0, 30.0], [900.0, 1600.0, 2500.0]))):
        weights = np.random.normal(0, 0.5 if norm else 0.012, (3, 7))
        m = mean if norm is None else (mean - np.array(norm[0])) / np.sqrt(np.array(norm[1]) + 1e-3)
        p = np.exp(m @ weights) / np.exp(m @ weights).sum()
        model = there("labkit.colour_models").by_colour(weights, dropout=dropout, norm=norm)
        what = "batch normalisation" if norm else "dropout"
        for _ in range(3):
            result = checks.call(
                classify, model, image, names, 7, called=f"classify, for a model with {what},"
            )
            assert isinstance(result, (list, tuple)) and len(result) == 7, (
                "With k = 7 there should be 7 pairs."
            )
            assert all(isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in result), (
                "Each item should be a pair (name, probability)."
            )
            assert {pair[0] for pair in result} == set(names), "With k = 7 of 7 each class should come once."
            want = [p[names.index(pair[0])] for pair in result]
            why = f"while nobody trains, {what} behaves as learnt: run the model in inference mode"
            checks.close(
                [pair[1] for pair in result], want, name="the probabilities", rtol=0, atol=3e-3, why=why
            )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at pictures of all kinds.
"""  # END TEST CONFIG


def test_grey_pictures_and_pil_images(classify):
    import random

    import numpy as np
    from labkit import checks, there

    checks.exists(classify, "classify")
    model = there("labkit.colour_models").by_colour(np.array([[0.02, -0.02]] * 3))
    picture = there("PIL.Image")
    for bright in (random.randint(180, 250), random.randint(5, 60)):
        want = "bright" if bright > 120 else "dark"
        images = [np.full((20, 30), bright, np.uint8), np.full((20, 30, 1), bright, np.uint8)]
        images += [
            picture.new("L", (30, 20), bright),
            picture.new("RGBA", (30, 20), (bright, bright, bright, 255)),
        ]
        for image, kind in zip(
            images, ("an array (H, W)", "an array (H, W, 1)", "mode L", "mode RGBA"), strict=True
        ):
            called = f"classify, for a picture that is {kind},"
            result = checks.call(classify, model, image, ["bright", "dark"], 1, called=called)
            assert isinstance(result, (list, tuple)) and len(result) == 1, (
                f"{called} should return one pair for k = 1."
            )
            assert isinstance(result[0], (list, tuple)) and result[0][0] == want, (
                f"{called} should find out whether it is bright or dark."
            )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Now ask it. In a notebook you may choose a picture, or upload one of your own; elsewhere you see all three.


# %%
def show(name, picture):
    """A picture beside the network's top 3."""
    best = classify(net.model, picture, net.names)
    if best is None:
        print("Answer questions 2, 3 and 4 first.")
        return
    fig, (left, right) = plt.subplots(1, 2, figsize=(8, 2.4), width_ratios=(1, 2))
    left.imshow(picture)
    left.set_title(name)
    left.axis("off")
    right.barh([label for label, _ in best], [p for _, p in best], color=["tab:blue", "tab:gray", "tab:gray"])
    for i, (_, p) in enumerate(best):
        right.text(p + 0.02, i, f"{p:.3f}", va="center")
    right.set_xlim(0, 1.15)
    right.invert_yaxis()
    right.set_xlabel("probability")
    fig.tight_layout()
    plt.show()


picker(show, desk)

# %% [markdown]
# The small network names two of the three rightly. The third is as plain as the others, and the network is as sure of
# its answer as before, but the answer is nonsense. (VGG16 itself was trained on photographs. What does it say?) Let us
# turn that picture, a few degrees at a time, and look at the probability of an airplane.

# %%
planes = {"airplane", "airliner", "warplane", "wing"}  # the last three are ImageNet's
angles = range(-180, 181, 15)
turned = [pictures.rotate(angle - 85)(desk["airplane"]) for angle in angles]  # angle 0: level, to the right
answers = [classify(net.model, picture, net.names, len(net.names)) for picture in turned]
if answers[0] is not None:
    sure = [sum(p for name, p in answer if name in planes) for answer in answers]
    fig, ax = plt.subplots(figsize=(9, 3))
    ax.plot(angles, sure, marker="o", color="tab:blue")
    ax.set_xticks(range(-180, 181, 45))
    ax.set_xlabel("degrees by which the airplane climbs (0: level, nose to the right)")
    ax.set_ylabel("probability of an airplane")
    ax.set_ylim(-0.05, 1.35)
    for angle, answer in list(zip(angles, answers, strict=True))[::3]:
        ax.annotate(answer[0][0], (angle, 1.08), ha="center", rotation=35, fontsize=9)
    plt.show()
else:
    print("Answer questions 2, 3 and 4 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 3

# %% [markdown]
# ## How fragile is it?
#
# A person still sees an umbrella if it is mirrored, blurred, or a bit darker. Does the network? Without knowing any
# right answer we can at least count how often it stays with its own:
#
# $$\text{stability} = \frac{1}{|I|\,|T|} \sum_{i \in I} \sum_{t \in T} \big[\, \text{top-1}(t(i)) = \text{top-1}(i) \,\big].$$
#
# ### Question 5: stability
#
# Write `stability(model, images, transforms)`, which returns this share of pairs (image, transform), a number from 0
# to 1. `images` is a list of arrays uint8 (H, W, 3), `transforms` a list of functions that take such an image and
# return another one of that kind. *Top-1* is the class with the largest probability. So a transform is applied to the
# picture itself, which is preprocessed afterwards, and probabilities may change as long as the winner stays.
# `labkit.pictures` has transforms to try: `stability(net.model, list(desk.values()), [pictures.mirror])`.

# %% [raw]
# # BEGIN SOLUTION


# %%
def stability(model, images, transforms):
    """The share of pairs (image, transform) for which the most probable class stays as it was."""
    # BEGIN SOLUTION
    if not len(images) or not len(transforms):
        raise ValueError("There should be at least one image and one transform.")

    def winner(image):
        return int(np.argmax(model(preprocess(image), training=False)))

    kept = 0
    for image in images:
        plain = winner(image)
        kept += sum(winner(transform(image)) == plain for transform in transforms)
    return kept / (len(images) * len(transforms))
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.75
failure_message: One number from 0 to 1; nothing changes where nothing is changed.
"""  # END TEST CONFIG


def test_a_picture_as_it_is(stability):
    import numpy as np
    from labkit import checks, there

    checks.exists(stability, "stability")
    model = there("labkit.colour_models").by_colour(np.random.normal(0, 0.02, (3, 5)))
    images = [np.random.randint(0, 256, (40, 50, 3)).astype(np.uint8) for _ in range(2)]
    same, invert = there("labkit.pictures").same, there("labkit.pictures").invert
    result = checks.call(stability, model, images, [same], called="stability(model, images, [same])")
    checks.number(result, name="stability(model, images, [same])", low=0, high=1)
    checks.close(result, 1.0, name="stability(model, images, [same])", why="the pictures stay as they are")
    result = checks.call(
        stability, model, images, [same, invert], called="stability(model, images, [same, invert])"
    )
    checks.number(result, name="stability(model, images, [same, invert])", low=0.5, high=1)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at what is counted.
"""  # END TEST CONFIG


def test_share_of_pairs(stability):
    import random

    import numpy as np
    from labkit import checks, there

    checks.exists(stability, "stability")
    # the class tells whether the left half is rather blue
    model = there("labkit.colour_models").by_colour([[-0.05, 0.05], [0, 0], [0, 0]], part="left")
    pictures = there("labkit.pictures")
    for n, kinds in ((3, ("same", "mirror", "invert", "brighten")), (2, ("mirror", "same"))):
        images, kept = [], 0
        for i in range(n):
            image = np.random.randint(0, 256, (36, 50, 3)).astype(np.uint8)
            blue = [bool(random.getrandbits(1))] * 2
            if i:  # all but the first differ from their mirror images
                blue[1] = not blue[0]
            for half, is_blue in zip((slice(0, 25), slice(25, 50)), blue, strict=True):
                image[:, half, 2] = np.random.randint(*((190, 230) if is_blue else (20, 60)), (36, 25))
            images.append(image)
            kept += sum({"mirror": blue[0] == blue[1], "invert": False}.get(kind, True) for kind in kinds)
        makers = {"brighten": lambda: pictures.brighten(15)}
        transforms = [makers[kind]() if kind in makers else getattr(pictures, kind) for kind in kinds]
        result = checks.call(
            stability, model, images, transforms, called="stability(model, images, transforms)"
        )
        why = "of all pairs of an image and a transform count those whose most probable class stays"
        called = f"stability for {n} images and {len(kinds)} transforms"
        checks.number(result, name=called, low=0, high=1, why="it is a share of all pairs")
        checks.close(result, kept / (n * len(kinds)), name=called, rtol=0, atol=1e-4, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what is compared.
"""  # END TEST CONFIG


def test_the_winner_counts_not_its_probability(stability):
    import numpy as np
    from labkit import checks, there

    checks.exists(stability, "stability")
    model = there("labkit.colour_models").by_colour([[0.01, -0.01, 0]] * 3)
    images = [np.full((30, 30, 3), value, np.uint8) for value in (40, 215)]
    pictures = there("labkit.pictures")
    transforms = [pictures.brighten(12), pictures.noise(9.0), pictures.blur(2.0)]
    result = checks.call(stability, model, images, transforms, called="stability(model, images, transforms)")
    checks.number(result, name="stability(model, images, transforms)", low=0, high=1)
    why = "here the probabilities change a little and the most probable class does not"
    checks.close(result, 1.0, name="stability(model, images, transforms)", rtol=0, atol=1e-4, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what a transform is given, and what becomes of its result.
"""  # END TEST CONFIG


def test_transforms_get_the_pictures(stability):
    import numpy as np
    from labkit import checks, there
    from labkit.place import arguments_come_back

    checks.exists(stability, "stability")
    models = there("labkit.colour_models")
    images = [np.random.randint(0, 256, shape).astype(np.uint8) for shape in ((30, 44, 3), (52, 38, 3))]
    watched = [models.Watched("invert"), models.Watched("same")]
    model = models.by_colour([[0.03, -0.03]] * 3)
    before = [image.copy() for image in images]
    with arguments_come_back():
        result = checks.call(stability, model, images, watched, called="stability(model, images, transforms)")
    checks.number(result, name="stability(model, images, transforms)", low=0, high=1)
    assert all(np.array_equal(old, new) for old, new in zip(before, images, strict=True)), (
        "The images should be as they were after the call."
    )
    for watch in watched:
        given = watch.given
        assert given, "Each transform should be called."
        for array in given:
            plain = array.dtype == np.uint8 and any(np.array_equal(array, image) for image in images)
            assert plain, (
                f"A transform got an array of shape {tuple(array.shape)} and dtype {array.dtype}, which is none of the "
                "images as they were given: apply transforms to the pictures themselves, and preprocess afterwards."
            )
        missing = sum(not any(np.array_equal(array, image) for array in given) for image in images)
        assert missing == 0, f"{missing} of 2 images were not given to a transform: every pair counts."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the mode in which the model runs.
"""  # END TEST CONFIG


def test_inference_mode(stability):
    import numpy as np
    from labkit import checks, there

    checks.exists(stability, "stability")
    weights = np.random.normal(0, 0.05, (3, 8))
    model = there("labkit.colour_models").by_colour(weights, bias=np.random.normal(0, 1, 8), dropout=0.5)
    images = [
        np.full((20, 20, 3), colour, np.uint8) for colour in ([250, 30, 20], [10, 240, 30], [30, 20, 245])
    ]
    same = there("labkit.pictures").same
    result = checks.call(stability, model, images, [same] * 3, called="stability(model, images, transforms)")
    checks.number(result, name="stability(model, images, transforms)", low=0, high=1)
    why = "the same picture has the same class each time, unless dropout is active: run the model in inference mode"
    checks.close(result, 1.0, name="stability(model, images, [same, same, same])", rtol=0, atol=1e-4, why=why)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# A gallery: the winner for each picture and each change, green where it is that of the plain picture.

# %%
changes = {
    "as it is": pictures.same,
    "turned by 10°": pictures.rotate(10),
    "turned by 60°": pictures.rotate(60),
    "mirrored": pictures.mirror,
    "upside down": pictures.upside_down,
    "blurred": pictures.blur(4),
    "noisy": pictures.noise(40),
    "shifted": pictures.shift(40, -20),
    "brighter": pictures.brighten(80),
    "negative": pictures.invert,
    "half covered": pictures.occlude(0.5),
}
if classify(net.model, desk["umbrella"], net.names) is not None:
    fig, axes = plt.subplots(len(desk), len(changes), figsize=(17, 5.6), dpi=60)
    for row, picture in zip(axes, desk.values(), strict=True):
        plain = classify(net.model, picture, net.names, 1)[0][0]
        for ax, (name, change) in zip(row, changes.items(), strict=True):
            changed = change(picture)
            winner, p = classify(net.model, changed, net.names, 1)[0]
            ax.imshow(changed)
            ax.set_xlabel(f"{winner}\n{p:.2f}", color="tab:green" if winner == plain else "tab:red")
            ax.set_xticks([])
            ax.set_yticks([])
            if ax in axes[0]:
                ax.set_title(name, fontsize=10)
    fig.tight_layout()
    plt.show()
else:
    print("Answer questions 2, 3 and 4 first.")

# %%
groups = {
    "which a person hardly notices": ["turned by 10°", "mirrored", "blurred", "noisy", "shifted", "brighter"],
    "which change a lot": ["turned by 60°", "upside down", "negative", "half covered"],
}
for words, kinds in groups.items():
    share = stability(net.model, list(desk.values()), [changes[kind] for kind in kinds])
    print(
        f"stability under changes {words}: {share:.2f}" if share is not None else "Answer question 5 first."
    )

# %% [markdown]
# ## What it has seen
#
# You know how it answers. Here is what it learnt from: some of the small network's 6000 training pictures, drawn as
# they were then (`labkit.pictograms.draw`). Look at them before you answer the last question.

# %%
drawn = [
    pictograms.draw(name, np.random.RandomState(i))
    for i, name in enumerate(("airplane", "umbrella", "star") * 8)
]
fig, axes = plt.subplots(3, 8, figsize=(10, 4), dpi=70)
for k, (row, name) in enumerate(zip(axes, ("airplane", "umbrella", "star"), strict=True)):
    for ax, picture in zip(row, drawn[k::3], strict=True):
        ax.imshow(picture)
        ax.axis("off")
    row[0].set_title(name, loc="left", fontsize=10)
fig.tight_layout()
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: q6
# manual: true
# points: 4

# %% [markdown]
# ### Question 6: your report
#
# The museum asks: *The airplane is perfectly clear. Why does the network get it wrong, and yet is so sure? And what can
# we do about it?* Answer in about ten sentences, for people who know what a picture is and not what a network is:
#
# - Why can a picture that every person recognises be misclassified? Point to what you saw above.
# - Why does the network give a high probability all the same?
# - What does **preprocessing** have to do with it: which mistakes there give wrong answers without any error?
# - What would **augmentation** of the training pictures change, and what would it not change?

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **Why.** The network has not learnt what an airplane is. It has learnt which patterns of edges went with the word in
# its training pictures, and all airplanes there flew to the right, tilted by 12 degrees at most. A climbing airplane has
# the same parts, but its edges run in other directions and its wings lie where an umbrella's canopy was. Convolutions are
# the same wherever a thing stands, not however it is turned. So the picture lies outside of what the network has seen.
#
# **Why so sure.** The softmax shares out a probability of 1 among the known classes only, there is no "none of these".
# It says which class fits better than the others, and for pictures unlike the training pictures that number has never
# been checked. So a high probability is no proof.
#
# **Preprocessing.** The network expects the form it was trained on: size, BGR, less the mean colour. With channels
# swapped, the mean forgotten, or values divided by 255, the numbers mean other colours or next to nothing, and every
# answer may be wrong although no error appears. Our airplane was preprocessed like the others, so here it is not the
# cause.
#
# **Augmentation.** With training pictures turned, mirrored, blurred or darkened at random, the network learns that these
# changes do not matter, and our airplane would be recognised. It helps only with the changes that we thought of, costs
# training time, and can hurt where a change alters the meaning (a 6 turned upside down is a 9). A new kind of picture
# still fails, so test on pictures like those the museum has.
#
# **Rubric**
#
# - 1 point: explains the mistake by a difference between the picture and the training pictures (orientation), not by
#   the quality of the picture, and points to evidence from the notebook (the curve, the gallery or the training pictures).
# - 1 point: says that softmax shares out 1 among the known classes, so that a high probability is no measure of being
#   right on unfamiliar pictures.
# - 1 point: says that input must be preprocessed as in training, and names at least one mistake (order of channels, mean,
#   scale, size) that gives wrong answers without an error.
# - 1 point: says what augmentation is and that it would help against changes of the kind that it contains, and names a
#   limit (other changes, changes that alter the meaning, or new kinds of pictures).

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [markdown]
# ### What you take home
#
# - A network is its plan and its numbers: 13 convolutions, 5 poolings and 3 dense layers make VGG16, and most of its
#   numbers sit in one dense layer.
# - Preprocessing belongs to the model. Change it, and the answers change without a word.
# - Read the top few, and mistrust a high probability for a picture of a new kind.
# - Measure how fragile a model is before you rely on it: change what should not matter, and count.
