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
# name: l04_cnn_mnist
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
# # Convolutional networks on handwritten digits
#
# The sorting office has bought a faster belt. It reads twice as many postcodes an hour, and it shakes: a digit that
# used to sit in the middle of its frame now turns up two or three pixels to the left, or lower down. To a network
# of dense layers that is another picture altogether, since it has one weight for each *place*. To you it is still a
# seven.
#
# A **convolution** sees it your way. It lays one small kernel on every place of the image, with the same few weights
# everywhere, so what it has learnt about a stroke in one corner holds in all others. In this lab you
#
# 1. bring images and labels into the form that Keras wants (questions 1 and 2),
# 2. compute a convolution and a pooling by hand, and compare them with Keras' (question 3),
# 3. build a convolutional network, look at what its layers see, and train it (questions 4 to 6).
#
# You need about an hour. Each question says exactly what your function takes and returns. Run the check below a
# question as often as you like: it looks at the shape of your answer. Further, hidden tests look at the idea when
# you hand in.

# %%
import keras
import labkit
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from labkit.data import load_digits28

labkit.seed_everything(0)

# %% [markdown]
# ## The digits
#
# Images come as whole numbers (`uint8`) from 0, paper, to 255, ink, in an array of shape `(N, 28, 28)`; labels as whole
# numbers from 0 to 9. The digits are MNIST's if Keras has them in its cache, else those that come with scikit-learn.

# %%
digits = load_digits28(large=True)


def show_images(images, titles, columns=10, cmap="gray_r", size=1.0):
    """Draws images (N, H, W) in rows, with a title above each."""
    rows = -(-len(images) // columns)
    fig, axes = plt.subplots(rows, columns, figsize=(size * columns, 1.3 * size * rows), squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, title in zip(axes.flat, images, titles, strict=False):
        ax.imshow(image, cmap=cmap)
        ax.set_title(title, fontsize=10)
    fig.tight_layout()
    plt.show()


show_images(digits.x_train[:20], digits.y_train[:20])

# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 2

# %% [markdown]
# ### Question 1: images for Keras
#
# A convolution layer of Keras takes a batch of shape `(N, H, W, C)`, **channels last**: $N$ images of $H$ rows, $W$
# columns and $C$ channels (1 if grey, 3 if in colour). Networks learn best from numbers of about the size of 1.
#
# Write `prepare_images(x)`:
#
# - `x` is a `uint8` array of shape `(N, 28, 28)`, or of shape `(N, 28, 28, 1)` already.
# - It returns a `float32` array of shape `(N, 28, 28, 1)` in which 0 stands for 0 and 1 for 255.
# - What a pixel becomes depends on that pixel alone. The camera's exposure varies: a batch that happens to be dark must
#   not come out brighter than it is.

# %% [raw]
# # BEGIN SOLUTION


# %%
def prepare_images(x):
    """uint8 images (N, 28, 28) or (N, 28, 28, 1) as float32 (N, 28, 28, 1) in [0, 1]."""
    # BEGIN SOLUTION
    return x.reshape(len(x), 28, 28, 1).astype("float32") / 255
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A batch of grey images in the form that Keras wants.
"""  # END TEST CONFIG


def test_form_of_a_batch(prepare_images):
    import numpy as np
    from labkit import checks

    checks.exists(prepare_images, "prepare_images")
    x = np.random.randint(0, 256, (6, 28, 28), dtype=np.uint8)
    called = "prepare_images(x)"
    for images in (x, x[..., None]):
        result = checks.call(prepare_images, images, called=called)
        why = f"for x of shape {images.shape}: images, rows, columns, channels, in this order"
        checks.shape(result, (6, 28, 28, 1), name=called, why=why)
        checks.dtype(result, "float32", name=called)
        checks.finite(result, name=called)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at what 0, 255 and the numbers between them become.
"""  # END TEST CONFIG


def test_pixels_are_scaled(prepare_images):
    import numpy as np
    from labkit import checks

    checks.exists(prepare_images, "prepare_images")
    x = np.random.randint(0, 256, (5, 28, 28), dtype=np.uint8)
    x[:, 0, 0], x[:, 0, 1] = 0, 255
    for images in (x, x[..., None]):
        result = checks.call(prepare_images, images.copy(), called="prepare_images(x)")
        checks.shape(result, (5, 28, 28, 1), name="prepare_images(x)")
        values = np.asarray(result)
        assert values.max() > 0.01, (
            "The brightest pixel, 255, comes out as less than 0.01, but should be 1: scale once, and without integer division."
        )
        why = "each pixel keeps its place, 0 stays 0, 255 becomes 1, and what lies between stays between"
        checks.close(values, x[..., None] / 255, name="prepare_images(x)", atol=1e-5, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at a batch of dark images.
"""  # END TEST CONFIG


def test_each_pixel_for_itself(prepare_images):
    import numpy as np
    from labkit import checks

    checks.exists(prepare_images, "prepare_images")
    x = np.random.randint(20, 90, (4, 28, 28), dtype=np.uint8)  # neither black nor white occurs
    x[1] //= 2
    for images in (x, x[2:3], np.zeros_like(x)):
        result = checks.call(prepare_images, images.copy(), called="prepare_images(x)")
        checks.shape(result, (len(images), 28, 28, 1), name="prepare_images(x)")
        why = "255 is the largest number that a pixel can be, whatever the largest in this batch is"
        checks.close(result, images[..., None] / 255, name="prepare_images(x)", atol=1e-5, why=why)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 2

# %% [markdown]
# ### Question 2: labels for Keras
#
# The network will answer with ten probabilities $p_0, \dots, p_9$. To compare them with a label, the label is written
# as probabilities, too: all 0, but a 1 at the right class. The **categorical cross-entropy** of such a **one-hot** row
# $t$ is
#
# $$-\sum_{k=0}^{9} t_k \log p_k = -\log p_{\text{right class}} .$$
#
# Write `one_hot(y, num_classes=10)`:
#
# - `y` is an array of $N$ whole numbers. It returns a `float32` array of shape `(N, num_classes)`: row $i$ has its 1 in
#   column `y[i]`.
# - `num_classes` is decided by the task, not by the batch: most batches lack some class.
# - A label below 0, or of `num_classes` or more, raises `ValueError` with a sentence that says why. (In NumPy `-1` quietly
#   means the last column. A slip in the data would turn into nines.)

# %% [raw]
# # BEGIN SOLUTION


# %%
def one_hot(y, num_classes=10):
    """Labels (N,) as rows (N, num_classes) of zeros with a 1 in the column of the label."""
    # BEGIN SOLUTION
    y = np.asarray(y)
    if len(y) and not 0 <= y.min() <= y.max() < num_classes:
        raise ValueError(f"Labels range from {y.min()} to {y.max()}, but there are {num_classes} classes.")
    return np.eye(num_classes, dtype="float32")[y]
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: One row for each label, one column for each class.
"""  # END TEST CONFIG


def test_form_of_the_rows(one_hot):
    import numpy as np
    from labkit import checks

    checks.exists(one_hot, "one_hot")
    y = np.random.permutation(10)
    rows = checks.call(one_hot, y, called="one_hot(y)")
    checks.shape(rows, (10, 10), name="one_hot(y)", why="one row for each label, one column for each class")
    checks.dtype(rows, "float32", name="one_hot(y)")
    checks.finite(rows, name="one_hot(y)")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the column in which a row has its 1.
"""  # END TEST CONFIG


def test_each_row_names_its_label(one_hot):
    import numpy as np
    from labkit import checks

    checks.exists(one_hot, "one_hot")
    y = np.concatenate([np.random.permutation(10), np.random.randint(0, 10, 8)])
    for labels in (y, y.astype(np.uint8)):
        checks.one_hot(checks.call(one_hot, labels, called="one_hot(y)"), y, 10)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at where the number of columns comes from.
"""  # END TEST CONFIG


def test_batch_may_lack_classes(one_hot):
    import numpy as np
    from labkit import checks

    checks.exists(one_hot, "one_hot")
    for y, classes in (([3, 1, 3], 10), ([2, 4], 7), ([0], 3)):
        called = f"one_hot(y, {classes})"
        rows = checks.call(one_hot, np.array(y), classes, called=called)
        checks.one_hot(rows, np.array(y), classes, name=called)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at labels that no class has.
"""  # END TEST CONFIG


def test_labels_outside_are_refused(one_hot):
    import numpy as np
    from labkit import checks

    checks.exists(one_hot, "one_hot")
    checks.call(one_hot, np.array([0, 3]), 4, called="one_hot([0, 3], 4)")
    accepted = []
    for y, classes in (([2, 10, 1], 10), ([4, 0], 4), ([1, -1], 10), ([-3], 5)):
        try:
            one_hot(np.array(y), classes)
            accepted.append("negative labels" if min(y) < 0 else "labels beyond the last class")
        except (ValueError, IndexError, AssertionError):
            pass
    assert not accepted, (
        f"{' and '.join(dict.fromkeys(accepted)).capitalize()} are accepted, but should raise ValueError: no class has "
        "them, so they are a mistake in the data."
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## What a convolution computes
#
# Take an image $x$ and a small **kernel** $k$ of $h \times w$ weights. Lay the kernel on the top left corner, multiply
# each weight by the pixel under it, add up: that is the first number of the output. Then move the kernel on by
# `stride` pixels, and so forth, row by row:
#
# $$y_{ij} = \sum_{a=0}^{h-1} \sum_{b=0}^{w-1} k_{ab} \; x_{\,s i + a,\; s j + b} \qquad (s \text{ is the stride}).$$
#
# With **padding** $p$, zeros are first put around the image, $p$ rows or columns of them on **each** of its four sides.
# Only places count where the whole kernel lies on the padded image.
#
# (Mathematicians call this a *cross-correlation*; in their convolution the kernel is turned by 180° first. Keras, PyTorch
# and all the others leave it as it is. Since its weights are learnt, it does not matter, as long as you do the same.)
#
# Below, the kernel answers to edges with little ink (0) on their left and much ink (9) on their right.

# %%
toy_image = np.array([[0, 0, 9, 9, 9], [0, 0, 9, 9, 9], [0, 0, 0, 9, 9], [0, 0, 0, 0, 9], [0, 0, 0, 0, 0]])
toy_kernel = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
toy_output = np.array([[18, 27, 9], [9, 18, 18], [0, 9, 18]])


def draw_numbers(ax, values, title, box=None):
    """Draws a grid of numbers in shades of grey, with a frame around box = (row, column, height, width)."""
    ax.imshow(values, cmap="gray_r", vmin=-30, vmax=60)
    for (i, j), value in np.ndenumerate(values):
        ax.text(j, i, value, ha="center", va="center")
    if box:
        i, j, height, width = box
        ax.add_patch(
            plt.Rectangle((j - 0.5, i - 0.5), width, height, fill=False, color="tab:red", linewidth=3)
        )
    ax.set_title(title)
    ax.axis("off")


fig, axes = plt.subplots(1, 3, figsize=(9, 3.2), width_ratios=[5, 3, 3])
draw_numbers(axes[0], toy_image, "image x", (1, 2, 3, 3))
draw_numbers(axes[1], toy_kernel, "kernel k", (0, 0, 3, 3))
draw_numbers(axes[2], toy_output, "output y", (1, 2, 1, 1))
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 6

# %% [markdown]
# ### Question 3: convolution and pooling by hand
#
# Write four functions, with NumPy:
#
# - `conv2d(x, kernel, stride=1, padding=0)` takes one image `x` of shape `(H, W)` and a kernel of shape `(h, w)`, not
#   always a square one, and returns the output $y$ of the formula above as an array.
# - `max_pool2d(x, size=2)` cuts `x`, of shape `(H, W)`, into squares of `size` × `size` pixels and returns the largest
#   number of each. Rows and columns at the end that do not fill a square are left out, as Keras does.
# - `output_shape(size, kernel, stride, padding)` returns how many numbers come out of a convolution along one axis, where
#   `size` pixels go in: four whole numbers in, one out. (It holds for pooling, too, with kernel = stride = the size of
#   the squares.) Count the places where the kernel can start.
# - `receptive_field(layers)` returns on how many pixels of the image, along one axis, a single number depends after a
#   stack of layers. `layers` is a list of pairs `(kernel, stride)`, the layer next to the image first; pooling counts
#   as a layer. Two convolutions of size 3 and stride 1 see 5 pixels. But mind: after a layer of stride 2, two
#   neighbours lie 2 pixels apart in the image.

# %% [raw]
# # BEGIN SOLUTION


# %%
def conv2d(x, kernel, stride=1, padding=0):
    """The cross-correlation of an image (H, W) with a kernel (h, w)."""
    # BEGIN SOLUTION
    x = np.pad(x, padding)
    h, w = kernel.shape
    y = np.zeros([output_shape(n, k, stride, 0) for n, k in zip(x.shape, kernel.shape, strict=True)])
    for i, j in np.ndindex(y.shape):
        y[i, j] = (x[i * stride : i * stride + h, j * stride : j * stride + w] * kernel).sum()
    return y
    # END SOLUTION


def max_pool2d(x, size=2):
    """The largest number in each square of size × size pixels."""
    # BEGIN SOLUTION
    rows, columns = x.shape[0] // size, x.shape[1] // size
    squares = x[: rows * size, : columns * size].reshape(rows, size, columns, size)
    return squares.max(axis=(1, 3))
    # END SOLUTION


def output_shape(size, kernel, stride, padding):
    """How many numbers come out of a convolution along one axis."""
    return (size + 2 * padding - kernel) // stride + 1  # SOLUTION


def receptive_field(layers):
    """On how many pixels along one axis a number depends after layers [(kernel, stride), …]."""
    # BEGIN SOLUTION
    field, step = 1, 1  # step: how far two neighbours lie apart in the image
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step *= stride
    return field
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.75
failure_message: The example of the text, and arrays of the right shape.
"""  # END TEST CONFIG


def test_example_of_the_text(conv2d, max_pool2d):
    import numpy as np
    from labkit import checks

    checks.exists(conv2d, "conv2d")
    checks.exists(max_pool2d, "max_pool2d")
    x = np.array([[0, 0, 9, 9, 9], [0, 0, 9, 9, 9], [0, 0, 0, 9, 9], [0, 0, 0, 0, 9], [0, 0, 0, 0, 0.0]])
    kernel = np.array([[-1.0, 0, 1]] * 3)
    y = checks.call(conv2d, x, kernel, called="conv2d(x, kernel)")
    expected = np.array([[18, 27, 9], [9, 18, 18], [0, 9, 18]])
    checks.close(y, expected, name="conv2d(x, kernel)", atol=1e-4, why="see the picture above the question")
    y = checks.call(max_pool2d, x[1:, 1:], 2, called="max_pool2d(x, 2)")
    checks.close(y, np.array([[9, 9], [0, 9]]), name="max_pool2d(x, 2)", atol=1e-4)


# %%
""" # BEGIN TEST CONFIG
points: 0.75
failure_message: Whole numbers for the two questions of size.
"""  # END TEST CONFIG


def test_sizes_are_whole_numbers(output_shape, receptive_field):
    from labkit import checks

    checks.exists(output_shape, "output_shape")
    checks.exists(receptive_field, "receptive_field")
    called = "output_shape(28, 3, 1, 0)"
    size = checks.call(output_shape, 28, 3, 1, 0, called=called)
    checks.number(size, name=called)
    assert size == 26, f"{called} is {size:g}, but should be 26: a kernel of 3 can start on pixels 0 to 25."
    called = "receptive_field([(3, 1), (3, 1)])"
    field = checks.call(receptive_field, [(3, 1), (3, 1)], called=called)
    checks.number(field, name=called)
    assert field == 5, f"{called} is {field:g}, but should be 5, see the question."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1
failure_message: Look at how the kernel lies on the image.
"""  # END TEST CONFIG


def test_convolution_at_each_place(conv2d):
    import numpy as np
    from labkit import checks

    checks.exists(conv2d, "conv2d")
    for shape, kernel in (((7, 6), (3, 3)), ((5, 9), (2, 4)), ((6, 5), (3, 1)), ((4, 4), (4, 4))):
        checks.conv_matches(conv2d, np.random.randn(*shape), np.random.randn(*kernel))


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at strides larger than 1.
"""  # END TEST CONFIG


def test_stride_of_a_convolution(conv2d):
    import numpy as np
    from labkit import checks

    checks.exists(conv2d, "conv2d")
    for shape, kernel, stride in (((7, 7), (3, 3), 2), ((8, 6), (3, 3), 2), ((10, 11), (2, 3), 3)):
        symmetric = np.random.randn(*kernel)
        symmetric = symmetric + symmetric[::-1, ::-1]  # so that a flipped kernel is no mistake of this test
        checks.conv_matches(conv2d, np.random.randn(*shape), symmetric, stride=stride)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at the zeros around the image.
"""  # END TEST CONFIG


def test_padding_of_a_convolution(conv2d):
    import numpy as np
    from labkit import checks

    checks.exists(conv2d, "conv2d")
    for shape, kernel, padding in (((5, 6), (3, 3), 1), ((4, 7), (5, 3), 2), ((3, 3), (1, 2), 2)):
        symmetric = np.random.randn(*kernel)
        symmetric = symmetric + symmetric[::-1, ::-1]  # so that a flipped kernel is no mistake of this test
        checks.conv_matches(conv2d, np.random.randn(*shape), symmetric, padding=padding)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at the squares that are pooled, and at those that are not whole.
"""  # END TEST CONFIG


def test_pooling(max_pool2d):
    import numpy as np
    from labkit import checks

    checks.exists(max_pool2d, "max_pool2d")
    for shape, size in (((6, 4), 2), ((7, 5), 2), ((8, 11), 3), ((5, 9), 4)):
        x = np.random.randn(*shape) - 3  # hardly a number is positive: a pool that starts at zero shows
        rows, columns = shape[0] // size, shape[1] // size
        called = f"max_pool2d(x, {size})"
        y = checks.call(max_pool2d, x.copy(), size, called=called)
        why = f"for x of shape {shape}: squares that are not whole are left out"
        checks.shape(y, (rows, columns), name=called, why=why)
        squares = [
            x[i : i + size, j : j + size]
            for i in range(0, rows * size, size)
            for j in range(0, columns * size, size)
        ]
        expected = np.array([square.max() for square in squares]).reshape(rows, columns)
        why = "squares lie side by side without overlap, and negative numbers have a largest one, too"
        checks.close(y, expected, name=called, rtol=1e-5, atol=1e-5, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at padding on both sides, and at a kernel that sticks out at the end.
"""  # END TEST CONFIG


def test_output_shape(output_shape):
    from labkit import checks

    checks.exists(output_shape, "output_shape")
    seen = []
    for size, kernel, stride, padding in (
        (28, 5, 1, 2),
        (27, 3, 2, 0),
        (28, 3, 2, 0),
        (32, 7, 3, 1),
        (9, 9, 1, 0),
        (10, 4, 4, 1),
    ):
        called = f"output_shape({size}, {kernel}, {stride}, {padding})"
        result = checks.call(output_shape, size, kernel, stride, padding, called=called)
        checks.number(result, name=called)
        starts = len(range(0, size + 2 * padding - kernel + 1, stride))
        if float(result) != starts:
            seen.append("too large" if float(result) > starts else "too small")
    assert not seen, (
        f"output_shape is {' or '.join(sorted(set(seen)))} in {len(seen)} of 6 cases, but should count the places where the "
        "kernel can start: with the padding of both sides, and without places where the kernel sticks out."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at what strides do to the layers that follow.
"""  # END TEST CONFIG


def test_receptive_field(receptive_field):
    from labkit import checks

    checks.exists(receptive_field, "receptive_field")

    def field_of(stack):
        result = checks.call(receptive_field, stack, called="receptive_field(layers)")
        checks.number(result, name="receptive_field(layers)")
        return float(result)

    plain = [([(5, 1)], 5), ([(3, 1), (5, 1), (3, 1)], 9), ([(7, 3)], 7)]
    wrong = sum(field_of(stack) != field for stack, field in plain)
    assert not wrong, (
        f"receptive_field is wrong for {wrong} of 3 stacks in which no stride matters, but should be right: a layer adds "
        "the pixels that its kernel sees beyond the first."
    )
    strided = [([(3, 1), (2, 2), (3, 1), (2, 2)], 10), ([(7, 2), (3, 2), (3, 1)], 19)]
    strided += [([(2, 2), (2, 2), (2, 2)], 8), ([(3, 3), (3, 1), (4, 2)], 18)]
    wrong = sum(field_of(stack) != field for stack, field in strided)
    assert not wrong, (
        f"receptive_field is wrong for {wrong} of 4 stacks with strides, but should be right: what a layer adds is "
        "measured in pixels of the image, so count how far neighbours lie apart there after all strides before it."
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Does Keras compute the same? And what do some kernels make of a digit? Red is positive, blue negative.

# %%
image = digits.x_train[3] / 255
kernels = {
    "left edges": np.array([[-1.0, 0, 1], [-1, 0, 1], [-1, 0, 1]]),
    "upper edges": np.array([[-1.0, -1, -1], [0, 0, 0], [1, 1, 1]]),
    "strokes down to the left": np.array([[-1.0, -1, 2], [-1, 2, -1], [2, -1, -1]]),
    "mean": np.full((3, 3), 1 / 9),
}
if isinstance(conv2d(image, kernels["mean"]), np.ndarray) and isinstance(max_pool2d(image), np.ndarray):
    by_hand = conv2d(image, kernels["left edges"], stride=2)
    by_keras = keras.ops.conv(
        image[None, :, :, None].astype("float32"),
        kernels["left edges"][:, :, None, None].astype("float32"),
        strides=2,
    )
    print(f"Largest difference from Keras: {np.abs(by_hand - np.array(by_keras)[0, :, :, 0]).max():.1e}")

    fig, axes = plt.subplots(2, 5, figsize=(10, 4.4))
    axes[0, 0].imshow(image, cmap="gray_r")
    axes[0, 0].set_title("image", fontsize=9)
    axes[1, 0].imshow(max_pool2d(image), cmap="gray_r")
    axes[1, 0].set_title("pooled", fontsize=9)
    for (top, bottom), (title, kernel) in zip(axes.T[1:], kernels.items(), strict=True):
        edges = conv2d(image, kernel, padding=1)
        top.imshow(edges, cmap="RdBu_r", vmin=-3, vmax=3)
        top.set_title(title, fontsize=9)
        bottom.imshow(max_pool2d(np.maximum(edges, 0)), cmap="RdBu_r", vmin=-3, vmax=3)
        bottom.set_title("ReLU, pooled", fontsize=9)
    for ax in axes.flat:
        ax.axis("off")
    plt.show()
else:
    print("Answer question 3 first.")

# %% [markdown]
# Stack a few layers, and a single number at the end has seen a good part of the digit, although no kernel is larger
# than 3 × 3. The frames show on which pixels one number depends after each layer.

# %%
stack = [("convolution 3", 3, 1), ("pooling 2", 2, 2), ("convolution 3", 3, 1), ("pooling 2", 2, 2)]
if isinstance(receptive_field([(3, 1)]), (int, np.integer)) and output_shape(28, 3, 1, 0) == 26:
    fig, ax = plt.subplots(figsize=(5, 3.6))
    ax.imshow(digits.x_train[3], cmap="gray_r")
    size = 28
    for n, (title, kernel, stride) in enumerate(stack, start=1):
        field, size = (
            receptive_field([layer[1:] for layer in stack[:n]]),
            output_shape(size, kernel, stride, 0),
        )
        label = f"{title}: {size} × {size} numbers, each sees {field} × {field} pixels"
        frame = plt.Rectangle(
            (8.5, 8.5), field, field, fill=False, color=f"C{n - 1}", linewidth=2, label=label
        )
        ax.add_patch(frame)
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1), frameon=False)
    ax.axis("off")
    plt.show()
else:
    print("Answer question 3 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 4.5

# %% [markdown]
# ### Question 4: a convolutional network
#
# Convolutions find strokes; **pooling** makes their exact place matter less; **flattening** lines the last maps up in
# one row, and dense layers read the digit from it. The last layer gives one score $z_k$ for each class, and the
# **softmax** turns them into probabilities, positive and with the sum 1:
#
# $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}} .$$
#
# Write `build_cnn(input_shape=(28, 28, 1), num_classes=10)`, which returns a new `keras.Model`:
#
# - It takes batches `(N, *input_shape)`, and gives probabilities `(N, num_classes)`. Both arguments count: there are
#   larger images than ours, images in colour, and other tasks than digits.
# - It has convolution and pooling layers, then flattens (`Flatten`, or a global pooling), then dense layers, the last
#   with softmax. How many, and how wide, is yours to choose, within **fewer than 300 000 parameters** for digits.
# - If you use dropout, it is on while the model trains, and off when it is used. Keras' layer sees to that by itself.
# - It is compiled: with the optimizer Adam, the loss categorical cross-entropy for one-hot labels and probabilities, and
#   accuracy as a metric.

# %% [raw]
# # BEGIN SOLUTION


# %%
def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    """A compiled convolutional network: images (N, *input_shape) → probabilities (N, num_classes)."""
    # BEGIN SOLUTION
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(32, 3, activation="relu"),  # (N, 26, 26, 32)
            layers.MaxPooling2D(),  # (N, 13, 13, 32)
            layers.Conv2D(64, 3, activation="relu"),  # (N, 11, 11, 64)
            layers.MaxPooling2D(),  # (N, 5, 5, 64)
            layers.Flatten(),
            layers.Dropout(0.4),
            layers.Dense(64, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
failure_message: A compiled model with ten numbers for each image, and not too many parameters.
"""  # END TEST CONFIG


def test_model_is_built(build_cnn):
    import numpy as np
    from labkit import checks

    checks.exists(build_cnn, "build_cnn")
    model = checks.call(build_cnn, called="build_cnn()")
    checks.keras_model(model, name="build_cnn()")
    x = np.random.rand(5, 28, 28, 1).astype("float32")
    p = checks.call(model, x, called="model(x)", training=False)
    why = "one probability for each of 10 classes, for each of 5 images; flatten the maps before the dense layers"
    checks.shape(p, (5, 10), name="model(x)", why=why)
    checks.finite(p, name="model(x)")
    checks.parameter_budget(model, 300_000, x=x)
    assert model.compiled, (
        "The model is not compiled, but should be: build_cnn calls model.compile before it returns."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at what the last layer makes of its scores.
"""  # END TEST CONFIG


def test_outputs_are_probabilities(build_cnn):
    import numpy as np
    from labkit import checks

    checks.exists(build_cnn, "build_cnn")
    model = checks.call(build_cnn, called="build_cnn()")
    checks.keras_model(model, name="build_cnn()")
    for scale in (1, 20):
        x = scale * np.random.rand(6, 28, 28, 1).astype("float32")
        p = checks.call(model, x, called="model(x)", training=False)
        checks.shape(p, (6, 10), name="model(x)")
        checks.finite(p, name="model(x)")
        why = "a digit is one of ten classes that exclude each other: which activation says so?"
        checks.probabilities_sum_to_one(p, name="model(x)", why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1
failure_message: Look at loss, metric and optimizer, and at the labels that they are made for.
"""  # END TEST CONFIG


def test_compiled_for_one_hot_labels(build_cnn):
    import numpy as np
    from labkit import checks

    checks.exists(build_cnn, "build_cnn")
    model = checks.call(build_cnn, called="build_cnn()")
    checks.keras_model(model, name="build_cnn()")
    checks.call(model, np.random.rand(2, 28, 28, 1).astype("float32"), called="model(x)", training=False)
    checks.model_compiled_with(
        model, loss="categorical_crossentropy", metrics=["accuracy"], optimizer="Adam", name="build_cnn()"
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the layers between image and probabilities.
"""  # END TEST CONFIG


def test_convolution_and_pooling(build_cnn):
    from labkit import checks

    checks.exists(build_cnn, "build_cnn")
    model = checks.call(build_cnn, called="build_cnn()")
    checks.keras_model(model, name="build_cnn()")
    parts = list(model.layers)
    for part in parts:  # grows on the way: models may stand in models
        if hasattr(part, "layers"):
            parts.extend(part.layers)
    kinds = {cls.__name__ for part in parts for cls in part.__class__.__mro__}
    for word, meaning in (("Conv", "convolution"), ("Pool", "pooling")):
        assert any(word in kind for kind in kinds), f"The model has no {meaning} layer, but should have some."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what becomes of the two arguments.
"""  # END TEST CONFIG


def test_arguments_are_used(build_cnn):
    import numpy as np
    from labkit import checks

    checks.exists(build_cnn, "build_cnn")
    for shape, classes in (((32, 28, 3), 4), ((28, 28, 1), 26)):
        called = f"build_cnn({shape}, {classes})"
        model = checks.call(build_cnn, shape, classes, called=called)
        checks.keras_model(model, name=called)
        x = np.random.rand(3, *shape).astype("float32")
        p = checks.call(model, x, called=f"the model of {called}", training=False)
        checks.shape(p, (3, classes), name=f"the output of {called}", why="one probability a class")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at two predictions for one image.
"""  # END TEST CONFIG


def test_dropout_is_off_when_the_model_is_used(build_cnn):
    import numpy as np
    from labkit import checks

    checks.exists(build_cnn, "build_cnn")
    model = checks.call(build_cnn, called="build_cnn()")
    x = np.random.rand(6, 28, 28, 1).astype("float32")
    checks.keras_dropout_modes(model, x, name="model", active=False)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Where do the parameters sit? A convolution has few, whatever the size of the image; most belong to the first dense
# layer, which has one weight for each number that it is given and each of its units.

# %%
untrained = build_cnn()
if isinstance(untrained, keras.Model):
    print(f"{'layer':24}{'parameters':>12}")
    for layer in untrained.layers:
        print(f"{layer.name:24}{layer.count_params():12,}")
    print(f"{'together':24}{untrained.count_params():12,}")
else:
    print("Answer question 4 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 2.5

# %% [markdown]
# ### Question 5: what a layer sees
#
# A layer with $C$ kernels turns an image into $C$ **feature maps**: images again, each bright where its kernel found what it
# looks for. They are the layer's *activations* for this image, not its weights, which are the same for every image.
#
# Write `feature_maps(model, image, layer_name)`:
#
# - `model` is a Keras model, a chain of layers; `image` one prepared image of shape `(H, W, C)`, for digits `(28, 28, 1)`.
# - It returns an array of shape `(H', W', C')`: what the layer called `layer_name` puts out for this image, as it is.
# - The model is used, not trained: dropout is off.
#
# `model.layers` and `model.get_layer(name)` lead to the layers. A `keras.Model(inputs, outputs)` may end at any of them.

# %% [raw]
# # BEGIN SOLUTION


# %%
def feature_maps(model, image, layer_name):
    """The activations (H', W', C') of the layer of that name for one image (H, W, C)."""
    # BEGIN SOLUTION
    part = keras.Model(model.inputs, model.get_layer(layer_name).output)
    return np.array(part([image[None]], training=False))[0]
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: One map for each kernel of the layer.
"""  # END TEST CONFIG


def test_form_of_the_maps(feature_maps):
    import numpy as np
    from labkit import checks, there

    checks.exists(feature_maps, "feature_maps")
    keras = there("keras")
    layers = keras.layers
    maps = [
        layers.Conv2D(3, 5, name="wide"),
        layers.MaxPooling2D(name="small"),
        layers.Flatten(),
        layers.Dense(2),
    ]
    model = keras.Sequential([keras.Input((28, 28, 1)), *maps])
    image = np.random.rand(28, 28, 1).astype("float32")
    for name, shape in (("wide", (24, 24, 3)), ("small", (12, 12, 3))):
        called = f"feature_maps(model, image, '{name}')"
        result = checks.call(feature_maps, model, image, name, called=called)
        checks.shape(
            result,
            shape,
            name=called,
            why="rows, columns, and one map for each kernel; of one image, not of a batch",
        )
        checks.finite(result, name=called)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1
failure_message: Look at whether the maps are what the layer makes of this image.
"""  # END TEST CONFIG


def test_maps_are_activations(feature_maps):
    import numpy as np
    from labkit import checks, there

    checks.exists(feature_maps, "feature_maps")
    keras = there("keras")
    layers = keras.layers
    parts = [layers.Conv2D(4, 3, activation="relu", name="one"), layers.AveragePooling2D(2, name="two")]
    parts += [layers.Conv2D(5, (3, 2), name="three"), layers.Flatten(), layers.Dense(3, activation="softmax")]
    model = keras.Sequential([keras.Input((12, 10, 2)), *parts])
    for _ in range(2):
        image = (3 * np.random.rand(12, 10, 2)).astype("float32")
        x = image[None]
        for name, part in zip(("one", "two", "three"), parts[:3], strict=True):
            x = part(x)
            result = checks.call(
                feature_maps, model, image, name, called="feature_maps(model, image, layer_name)"
            )
            checks.shape(result, tuple(x.shape)[1:], name="feature_maps(model, image, layer_name)")
            why = "the maps are the layer's output for this image, neither rescaled nor clipped"
            checks.close(result, np.asarray(x)[0], name="a feature map", rtol=1e-3, atol=1e-4, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at models that are not a Sequential.
"""  # END TEST CONFIG


def test_functional_models(feature_maps):
    import numpy as np
    from labkit import checks, there

    checks.exists(feature_maps, "feature_maps")
    keras = there("keras")
    first = keras.layers.Conv2D(3, 3, padding="same", name="first")
    second = keras.layers.Conv2D(2, 3, strides=2, name="second")
    start = keras.Input((9, 11, 1))
    model = keras.Model(start, keras.layers.GlobalAveragePooling2D()(second(first(start))))
    image = np.random.randn(9, 11, 1).astype("float32")
    expected = second(first(image[None]))
    result = checks.call(feature_maps, model, image, "second", called="feature_maps(model, image, 'second')")
    checks.shape(result, (4, 5, 2), name="feature_maps(model, image, 'second')")
    checks.close(result, np.asarray(expected)[0], name="a feature map", rtol=1e-3, atol=1e-4)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at layers that behave otherwise while a model trains.
"""  # END TEST CONFIG


def test_model_is_used_not_trained(feature_maps):
    import numpy as np
    from labkit import checks, there

    checks.exists(feature_maps, "feature_maps")
    keras = there("keras")
    layers = keras.layers
    last = layers.Conv2D(3, 3, name="last")
    model = keras.Sequential(
        [keras.Input((8, 8, 1)), layers.Dropout(0.5), last, layers.Flatten(), layers.Dense(2)]
    )
    image = np.random.randn(8, 8, 1).astype("float32")
    result = checks.call(feature_maps, model, image, "last", called="feature_maps(model, image, 'last')")
    checks.shape(result, (6, 6, 3), name="feature_maps(model, image, 'last')")
    why = "while a model is used, and not trained, its dropout passes everything on as it is"
    checks.close(
        result, np.asarray(last(image[None]))[0], name="a feature map", rtol=1e-3, atol=1e-4, why=why
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION


# %%
def plot_feature_maps(model, image, columns=16):
    """Draws the image, and below it the first maps of each convolution layer of the model."""
    names = [layer.name for layer in model.layers if isinstance(layer, layers.Conv2D)]
    _, axes = plt.subplots(
        1 + len(names), columns, figsize=(columns * 0.65, 0.75 * (1 + len(names))), squeeze=False
    )
    for ax in axes.flat:
        ax.axis("off")
    axes[0, 0].imshow(image[..., 0], cmap="gray_r")
    for row, name in zip(axes[1:], names, strict=True):
        maps = np.array(feature_maps(model, image, name))
        row[0].set_title(f"{name}, maps of {maps.shape[0]} × {maps.shape[1]}", fontsize=8, loc="left")
        for ax, k in zip(row, range(maps.shape[2]), strict=False):
            ax.imshow(maps[:, :, k], cmap="magma")
    plt.show()


X_train, Y_train = prepare_images(digits.x_train), one_hot(digits.y_train)
X_val, Y_val = prepare_images(digits.x_val), one_hot(digits.y_val)
ready = X_train is not None and isinstance(untrained, keras.Model)
if ready and feature_maps(untrained, X_train[3], untrained.layers[0].name) is not None:
    plot_feature_maps(untrained, X_train[3])
else:
    print("Answer questions 1, 4 and 5 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 3

# %% [markdown]
# ### Question 6: a reader for the new belt
#
# The kernels above are still random. Train them: make `model` with your `build_cnn` and train it on `X_train` and `Y_train`,
# with `X_val` and `Y_val` for validation. Keep what `model.fit` returns in `history`.
#
# The model should read at least **90 %** of digits that nobody has shown you, each moved by up to half a pixel (**99 %**
# of MNIST's own test images, if your digits come from MNIST). It is given images as `prepare_images` makes them, and it
# is used without dropout.
#
# How many epochs, and what batch size, is yours to choose. A few seconds of training are enough for the small data
# set, some minutes for MNIST. Keep the seed, so that you get the same model again.

# %% [raw]
# # BEGIN SOLUTION

# %%
labkit.seed_everything(0)
epochs, batch_size = (10, 32) if len(X_train) < 10_000 else (8, 128)  # SOLUTION NO PROMPT
options = {"validation_data": (X_val, Y_val), "verbose": 0}  # SOLUTION NO PROMPT
model = build_cnn()  # SOLUTION
history = model.fit(X_train, Y_train, epochs=epochs, batch_size=batch_size, **options)  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A model for digits, and the history of its training.
"""  # END TEST CONFIG


def test_model_and_history(model, history):
    import numpy as np
    from labkit import checks

    checks.keras_model(model, name="model")
    x = np.random.rand(4, 28, 28, 1).astype("float32")
    p = checks.call(model, x, called="model(x)", training=False)
    checks.shape(
        p, (4, 10), name="model(x)", why="one probability for each of 10 classes, for each of 4 images"
    )
    checks.finite(p, name="model(x)")
    checks.exists(history, "history")
    logs = history if isinstance(history, dict) else getattr(history, "history", None)
    assert isinstance(logs, dict), "history should be what model.fit returns."
    losses = next((values for name, values in logs.items() if "loss" in str(name)), [])
    assert len(losses), (
        "history has no loss, but should have one for each epoch: is it what model.fit returns?"
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1.5
failure_message: Look at how well the model reads digits that it has never seen.
"""  # END TEST CONFIG


def test_reads_unseen_digits(model, digits):
    import numpy as np
    from labkit import checks, data
    from scipy.ndimage import shift

    checks.keras_model(model, name="model")
    # the judge's own images, from the source that the notebook was trained on
    source = "mnist" if getattr(digits, "source", None) == data.digits28_source() == "mnist" else "digits"
    images, y = data.held_out_digits28(source, large=True)
    x = images.astype("float32")[..., None] / 255
    if source == "digits":  # each image is moved by up to half a pixel
        moves = np.random.uniform(-0.5, 0.5, (len(x), 2))
        x = np.stack([shift(image, (*move, 0), order=1) for image, move in zip(x, moves, strict=True)])
    parts = [
        checks.call(model, part, called="model(x)", training=False)
        for part in np.array_split(x, len(x) // 400)
    ]
    for part in parts:
        checks.shape(part, (None, 10), name="model(x)")
    p = np.concatenate([np.asarray(part) for part in parts])
    # digits: 12 seeds of the reference reach 0.946 to 0.972, median 0.967; one seed in a thousand falls below 0.924
    # (one-sided normal tolerance bound, 99.9 % content, 95 % confidence). The threshold is lower, for smaller networks: with
    # 8 and 16 kernels three seeds reach 0.934 to 0.955. One epoch reaches 0.737 to 0.759, training on pixels up to 255
    # for four epochs 0.526 to 0.867.
    # mnist: not measured here; 0.99 is what networks of this size are known to reach within ten epochs.
    threshold = {"digits": 0.90, "mnist": 0.99}[source]
    why = "look at the curves of loss and accuracy: is it still learning? Are the pixels in [0, 1], as here?"
    checks.accuracy_at_least(p, y, threshold, name="model", where="on digits that it has never seen", why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the probabilities that the trained model gives, twice.
"""  # END TEST CONFIG


def test_used_without_dropout(model):
    from labkit import checks, data

    checks.keras_model(model, name="model")
    x = data.held_out_digits28("digits")[0][:50, :, :, None].astype("float32") / 255
    checks.keras_dropout_modes(model, x, name="model", active=False)
    p = checks.call(model, x, called="model(x)", training=False)
    checks.shape(p, (50, 10), name="model(x)")
    checks.probabilities_sum_to_one(p, name="model(x)")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at how the loss went on while the model was trained.
"""  # END TEST CONFIG


def test_history_tells_of_learning(history):
    import numpy as np
    from labkit import checks

    checks.exists(history, "history")
    logs = history if isinstance(history, dict) else getattr(history, "history", None)
    assert isinstance(logs, dict), "history should be what model.fit returns."
    losses = next(
        (values for name, values in logs.items() if "loss" in str(name) and "val" not in str(name)), []
    )
    assert len(losses), (
        "history has no loss, but should have one for each epoch: is it what model.fit returns?"
    )
    losses = np.asarray([float(loss) for loss in losses])
    checks.finite(losses, name="the losses in history")
    # ten classes by chance: a loss of log 10 = 2.3
    assert losses[-1] < 1.5, (
        f"The loss of the last epoch is {losses[-1]:.2f}, but should be far below 2.3, which guessing among ten classes has."
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# How it learnt, and which digits of the validation part it still gets wrong. Would you have read them?

# %%
trained = isinstance(model, keras.Model) and hasattr(history, "history")
if trained:
    fig, axes = plt.subplots(1, 2, figsize=(9, 3))
    for ax, what in zip(axes, ("loss", "accuracy"), strict=True):
        for name in (what, f"val_{what}"):
            values = history.history.get(name, [])
            ax.plot(range(1, 1 + len(values)), values, label=name)
        ax.set_xlabel("epoch")
        ax.legend()
    plt.show()

    guess = model.predict(X_val, verbose=0).argmax(axis=1)
    wrong = np.flatnonzero(guess != digits.y_val)
    print(f"{len(wrong)} of {len(guess)} validation digits are misread. Truth → guess:")
    if len(wrong):
        titles = [f"{digits.y_val[i]} → {guess[i]}" for i in wrong[:20]]
        show_images(digits.x_val[wrong[:20]], titles)
else:
    print("Answer question 6 first.")

# %% [markdown]
# The same digit as above, through kernels that have learnt. The first layer finds edges and strokes of one direction each;
# the second puts them together, on maps that are already coarse.

# %%
if trained:
    plot_feature_maps(model, X_train[3])
else:
    print("Answer question 6 first.")

# %% [markdown]
# And the belt that shakes? Here is your network beside one with dense layers only and just as much training. Both
# learnt from digits in the middle of their frame; both are tested on digits that have slipped to the right.

# %%
if trained:
    labkit.seed_everything(0)
    dense = [layers.Flatten(), layers.Dense(128, activation="relu"), layers.Dense(10, activation="softmax")]
    mlp = keras.Sequential([keras.Input((28, 28, 1)), *dense])
    mlp.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    mlp.fit(X_train, Y_train, epochs=len(history.epoch), batch_size=32, verbose=0)

    fig, ax = plt.subplots(figsize=(6, 3.2))
    slips = range(5)
    for name, net in (("convolutional", model), ("dense layers only", mlp)):
        moved = [np.roll(X_val[:1000], slip, axis=2) for slip in slips]  # the border of 4 pixels is empty
        accuracy = [np.mean(np.argmax(net(x, training=False), axis=1) == digits.y_val[:1000]) for x in moved]
        ax.plot(slips, accuracy, marker="o", label=name)
    ax.set_xlabel("pixels that the digit has slipped")
    ax.set_ylabel("accuracy")
    ax.set_xticks(slips)
    ax.legend()
    plt.show()
else:
    print("Answer question 6 first.")

# %% [markdown]
# Pooling forgives a pixel or two, not more: after two poolings a step of one number is four pixels of the image. Who
# wants more has to show the network digits that have slipped, while it trains.
#
# ### What you take home
#
# - A convolution uses one small kernel at every place. So it needs few weights, and finds its pattern wherever it is.
# - Sizes: what comes out is the number of places where the kernel can start; a receptive field grows by
#   (kernel − 1) × all strides before it.
# - Softmax, one-hot labels and categorical cross-entropy belong together; so do integer labels and the sparse variant.
# - Feature maps are activations: they show what the network sees in *this* image.
