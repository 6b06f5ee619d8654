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
# name: l03_1_pytorch
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
# # Getting started with PyTorch
#
# The baker of a small town has kept a notebook for years. For every morning's bread she wrote down eight
# measurements (by how much flour, water, salt, yeast, three temperatures and the resting time were off her recipe),
# and how high the loaf rose. Some mornings the bread is wonderful, on others it is flat, and she would like to know
# **before** she lights the oven.
#
# In this lab you teach a small network to tell her. On the way you meet the three things that PyTorch consists of:
#
# 1. **tensors**, which are arrays with a shape, a dtype and a device;
# 2. **autograd**, which remembers what you computed, and gives you the derivative of it;
# 3. **modules and optimizers**, which hold the weights and move them.
#
# Everything that later labs build on happens here once by hand. You need about an hour. Each question says exactly
# what your function takes and returns. Run the check below a question as often as you like: it looks at the shape of
# your answer. Further, hidden tests look at the idea when you hand in.
#
# All functions leave their arguments as they were.

# %%
import labkit
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

labkit.seed_everything(0)

# %% [markdown]
# ## Tensors
#
# A tensor is a block of numbers with a **shape**, such as `(2, 3)`, and a **dtype**, such as `float32`. You make one
# from a list by `torch.tensor`, or by a function that fills it: `torch.zeros`, `torch.arange`, `torch.eye`,
# `torch.rand`. Whole numbers become `int64`, numbers with a decimal point `float32`, unless you say `dtype=`. The
# dtype matters: a network's weights are `float32`, class labels `int64`, and mixing them is the most common error of
# a first week.

# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 2

# %% [markdown]
# ### Question 1: four tensors
#
# Write `make_tensors()`, which returns a dict of four tensors:
#
# | key | shape | dtype | values |
# | --- | --- | --- | --- |
# | `"zeros"` | (2, 3) | `float32` | all 0 |
# | `"arange"` | (3, 4) | `int64` | 0 … 11, row after row |
# | `"eye"` | (3, 3) | `float64` | the identity matrix: 1 on the diagonal, else 0 |
# | `"rand"` | (2, 2) | `float32` | random, evenly spread over $[0, 1)$ |

# %% [raw]
# # BEGIN SOLUTION


# %%
def make_tensors():
    """Four tensors by name: zeros (2, 3), arange (3, 4), eye (3, 3), rand (2, 2)."""
    # BEGIN SOLUTION
    return {
        "zeros": torch.zeros(2, 3),
        "arange": torch.arange(12).reshape(3, 4),
        "eye": torch.eye(3, dtype=torch.float64),
        "rand": torch.rand(2, 2),
    }
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A dict of four tensors, each of its own shape.
"""  # END TEST CONFIG


def test_four_shapes(make_tensors):
    import torch
    from labkit import checks

    checks.exists(make_tensors, "make_tensors")
    tensors = checks.call(make_tensors, called="make_tensors()")
    checks.exists(tensors, "make_tensors()")
    assert isinstance(tensors, dict), "make_tensors() should return a dict."
    for key, size in (("zeros", (2, 3)), ("arange", (3, 4)), ("eye", (3, 3)), ("rand", (2, 2))):
        checks.exists(tensors.get(key), f'make_tensors()["{key}"]')
        assert torch.is_tensor(tensors[key]), f'make_tensors()["{key}"] should be a tensor of PyTorch.'
        checks.shape(tensors[key], size, name=f'make_tensors()["{key}"]')


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the dtypes.
"""  # END TEST CONFIG


def test_dtypes(make_tensors):
    from labkit import checks

    checks.exists(make_tensors, "make_tensors")
    tensors = checks.call(make_tensors, called="make_tensors()")
    assert isinstance(tensors, dict), "make_tensors() should return a dict."
    for key, dtype in (("zeros", "float32"), ("arange", "int64"), ("eye", "float64")):
        checks.dtype(
            tensors.get(key), dtype, name=f'make_tensors()["{key}"]', why="say `dtype=` where it differs"
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the values of zeros, arange and eye.
"""  # END TEST CONFIG


def test_values(make_tensors):
    import numpy as np
    from labkit import checks

    checks.exists(make_tensors, "make_tensors")
    tensors = checks.call(make_tensors, called="make_tensors()")
    assert isinstance(tensors, dict), "make_tensors() should return a dict."
    why = "the numbers 0 … 11 fill the rows one after the other"
    checks.close(tensors.get("zeros"), np.zeros((2, 3)), name='make_tensors()["zeros"]')
    checks.close(tensors.get("arange"), np.arange(12).reshape(3, 4), name='make_tensors()["arange"]', why=why)
    checks.close(tensors.get("eye"), np.eye(3), name='make_tensors()["eye"]', why="1 on the diagonal, else 0")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at how the random numbers are spread.
"""  # END TEST CONFIG


def test_rand_lies_between_0_and_1(make_tensors):
    from labkit import checks

    checks.exists(make_tensors, "make_tensors")
    name = 'make_tensors()["rand"]'
    for _ in range(20):  # a normal number lies outside [0, 1) with probability 0.66: of 80 surely one does
        tensors = checks.call(make_tensors, called="make_tensors()")
        assert isinstance(tensors, dict), "make_tensors() should return a dict."
        checks.shape(tensors.get("rand"), (2, 2), name=name)
        rand = tensors["rand"].tolist()
        numbers = [number for row in rand for number in row]
        outside = sum(not 0 <= number < 1 for number in numbers)
        assert outside == 0, (
            f"{outside} of 4 numbers of `{name}` lie outside [0, 1), but should not: `torch.rand` is uniform, "
            "`torch.randn` is normal, `torch.randint` gives whole numbers."
        )
        # four equal floats of 24 bits by chance: 2**-72
        assert len(set(numbers)) > 1, f"The numbers of `{name}` are all the same, but should be random."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## Parts of a tensor
#
# An index takes an axis away, a slice keeps it: for `t` of shape `(R, C)`, `t[:, 0]` has shape `(R,)`, and `t[:, :1]`
# has shape `(R, 1)`. That looks like hair-splitting until you subtract one from the other. By the rules of
# **broadcasting**, shapes are aligned at the right, and an axis of size 1 is repeated to fit:
#
# $$(R, 1) - (R,) \;\to\; (R, R).$$
#
# No error, just the wrong numbers. In question 7 this very trap awaits your loss.
#
# A slice is also a **view**: it shares its memory with `t`. Who writes into the slice writes into `t`.

# %%
t = torch.arange(20).reshape(4, 5)
print("t[:, 0] has shape", tuple(t[:, 0].shape), "and t[:, :1] has shape", tuple(t[:, :1].shape))
print("Their difference has shape", tuple((t[:, :1] - t[:, 0]).shape))

# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 2.5

# %% [markdown]
# ### Question 2: slices
#
# Write `slices(t)`, which takes a tensor of shape (R, C), with R and C at least 2, and returns a dict:
#
# | key | shape | what |
# | --- | --- | --- |
# | `"last_row"` | (C,) | the last row |
# | `"first_col"` | (R, 1) | the first column, as a column |
# | `"even_cols"` | (R, ⌈C/2⌉) | the columns 0, 2, 4, … |
# | `"reversed_rows"` | (R, C) | all rows, the last one first |
#
# `t` is left as it is. (PyTorch knows no negative steps: look for `torch.flip`.)

# %% [raw]
# # BEGIN SOLUTION


# %%
def slices(t):
    """Four parts of a tensor (R, C) by name."""
    # BEGIN SOLUTION
    return {
        "last_row": t[-1],
        "first_col": t[:, :1],
        "even_cols": t[:, ::2],
        "reversed_rows": t.flip(0),
    }
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A dict of four tensors, of the shapes in the table.
"""  # END TEST CONFIG


def test_shapes_of_slices(slices):
    import torch
    from labkit import checks

    checks.exists(slices, "slices")
    parts = checks.call(slices, torch.rand(3, 4), called="slices(t)")
    checks.exists(parts, "slices(t)")
    assert isinstance(parts, dict), "slices(t) should return a dict."
    for key, size in (("first_col", (3, 1)), ("even_cols", (3, 2)), ("reversed_rows", (3, 4))):
        checks.shape(parts.get(key), size, name=f'slices(t)["{key}"]', why="for t of shape (3, 4)")
    checks.array(parts.get("last_row"), name='slices(t)["last_row"]')


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the first column.
"""  # END TEST CONFIG


def test_first_column_keeps_its_axis(slices):
    import torch
    from labkit import checks

    checks.exists(slices, "slices")
    for rows, columns in ((2, 5), (5, 2), (7, 7)):
        t = torch.randn(rows, columns)
        parts = checks.call(slices, t.clone(), called="slices(t)")
        assert isinstance(parts, dict), "slices(t) should return a dict."
        name, why = (
            'slices(t)["first_col"]',
            "an index such as `t[:, 0]` takes the axis away, a slice keeps it",
        )
        checks.shape(parts.get("first_col"), (rows, 1), name=name, why=why)
        checks.close(parts["first_col"], t.numpy()[:, [0]], name=name)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at tensors of other sizes than the one you tried.
"""  # END TEST CONFIG


def test_even_columns_of_any_number(slices):
    import torch
    from labkit import checks

    checks.exists(slices, "slices")
    for rows, columns in ((3, 2), (3, 3), (2, 8), (4, 9)):
        t = torch.randint(-99, 99, (rows, columns))
        parts = checks.call(slices, t.clone(), called="slices(t)")
        assert isinstance(parts, dict), "slices(t) should return a dict."
        name, why = 'slices(t)["even_cols"]', f"t has {columns} columns; take 0, 2, 4, … to the last"
        checks.shape(parts.get("even_cols"), (rows, (columns + 1) // 2), name=name, why=why)
        checks.close(parts["even_cols"], t.numpy()[:, ::2], name=name, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the last row, and at the order of the rows.
"""  # END TEST CONFIG


def test_rows_of_any_number(slices):
    import torch
    from labkit import checks

    checks.exists(slices, "slices")
    for rows, columns in ((2, 3), (6, 4), (5, 5)):
        t = torch.randn(rows, columns)
        parts = checks.call(slices, t.clone(), called="slices(t)")
        assert isinstance(parts, dict), "slices(t) should return a dict."
        last = parts.get("last_row")
        checks.array(last, name='slices(t)["last_row"]')
        why = "for any number of rows, -1 is the last"
        checks.close(last.reshape(-1), t.numpy()[-1], name='slices(t)["last_row"]', why=why)
        why = "the last row comes first; each row keeps the order of its numbers"
        checks.close(parts.get("reversed_rows"), t.numpy()[::-1], name='slices(t)["reversed_rows"]', why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: A slice is a view, so writing to it writes to t.
"""  # END TEST CONFIG


def test_t_is_left_alone(slices):
    import torch
    from labkit import checks

    checks.exists(slices, "slices")
    checks.exists(checks.call(slices, torch.rand(4, 6), called="slices(t)"), "slices(t)")
    about = "a slice shares its memory with t, so whoever writes to it changes t: work on a `.clone()`"
    for size in ((4, 6), (2, 2)):
        checks.unchanged_inputs(slices, torch.randn(size), about=about)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# What your function picks out of a tensor of shape (4, 5):


# %%
def draw_slices(parts, t):
    """Draws the numbers of t, with those that each part picks in colour."""
    fig, axes = plt.subplots(1, len(parts), figsize=(11, 2.4))
    for ax, (key, part) in zip(axes, parts.items(), strict=True):
        picked = np.isin(t, part)
        ax.imshow(picked, cmap="Blues", vmin=0, vmax=2)
        for i in range(len(t)):
            for j in range(t.shape[1]):
                shown = part[i, j] if part.shape == t.shape else t[i, j]
                ax.text(j, i, int(shown), ha="center", va="center", color="black" if picked[i, j] else "gray")
        ax.set_title(f"{key}, shape {tuple(part.shape)}", fontsize=9)
        ax.set_xticks([])
        ax.set_yticks([])
    fig.tight_layout()
    plt.show()


parts = slices(t)
if isinstance(parts, dict) and all(torch.is_tensor(part) for part in parts.values()):
    draw_slices(parts, t)
else:
    print("Answer question 2 first.")

# %% [markdown]
# ## One layer is one matrix product
#
# A **linear layer** takes each sample $x \in \mathbb{R}^D$ to $H$ numbers. It has a weight matrix
# $W \in \mathbb{R}^{H \times D}$, one row for each output, and a bias $b \in \mathbb{R}^H$:
#
# $$y_h = \sum_{d} W_{hd}\, x_d + b_h .$$
#
# Samples come in batches, one a row, so for $x$ of shape $(N, D)$ all outputs are one product, with $W$ transposed:
#
# $$y = x W^\top + b, \qquad (N, H) = (N, D)\,(D, H) + (H,).$$
#
# The bias is broadcast: the same row $b$ is added to each sample. In PyTorch `@` is the matrix product; `*`
# multiplies element by element.

# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 2.5

# %% [markdown]
# ### Question 3: the linear layer
#
# Write `affine(x, W, b)` with `x` (N, D), `W` (H, D) and `b` (H,), which returns $x W^\top + b$ of shape (N, H). Leave
# `F.linear` for the next lab: one line with `@` does it.

# %% [raw]
# # BEGIN SOLUTION


# %%
def affine(x, W, b):
    """x (N, D), W (H, D), b (H,) → x Wᵀ + b (N, H)."""
    # BEGIN SOLUTION
    return x @ W.T + b  # (N, D) @ (D, H) + (H,)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: One row for each sample, one column for each row of W.
"""  # END TEST CONFIG


def test_shape_of_outputs(affine):
    import torch
    from labkit import checks

    checks.exists(affine, "affine")
    y = checks.call(affine, torch.rand(5, 3), torch.rand(2, 3), torch.rand(2), called="affine(x, W, b)")
    why = "5 samples of 3 numbers, and 2 rows of W: (N, D) @ (D, H) is (N, H)"
    checks.shape(y, (5, 2), name="affine(x, W, b)", why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the product of x and W.
"""  # END TEST CONFIG


def test_values_of_outputs(affine):
    import numpy as np
    import torch
    from labkit import checks

    checks.exists(affine, "affine")
    for n, d, h in ((6, 4, 3), (1, 5, 2), (4, 1, 3), (3, 2, 1)):
        x, W, b = torch.randn(n, d), torch.randn(h, d), torch.randn(h)
        y = checks.call(affine, x.clone(), W.clone(), b.clone(), called="affine(x, W, b)")
        expected = np.einsum("nd,hd->nh", x.numpy(), W.numpy()) + b.numpy()
        checks.close(y, expected, name="affine(x, W, b)", atol=1e-5, why="y = x Wᵀ + b, row by row")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what happens where W is square.
"""  # END TEST CONFIG


def test_square_weights_are_transposed(affine):
    import torch
    from labkit import checks

    checks.exists(affine, "affine")
    x, W = torch.randn(6, 4), torch.randn(4, 4)
    y = checks.call(affine, x.clone(), W.clone(), torch.zeros(4), called="affine(x, W, b)")
    checks.shape(y, (6, 4), name="affine(x, W, b)", why="6 samples of 4 numbers, and 4 rows of W")
    untransposed = bool(torch.allclose(y, x @ W, rtol=1e-3, atol=1e-4))
    assert not untransposed, (
        "With a square W the result is x W, but should be x Wᵀ: the rows of W belong to the outputs. A square W hides "
        "a missing transpose, since the shapes fit either way."
    )
    checks.close(y, x @ W.T, name="affine(x, W, b)", atol=1e-5, why="here b is 0 and W is square")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the axis along which b is repeated.
"""  # END TEST CONFIG


def test_bias_belongs_to_outputs(affine):
    import torch
    from labkit import checks

    checks.exists(affine, "affine")
    b = torch.randn(5)
    y = checks.call(affine, torch.zeros(5, 3), torch.randn(5, 3), b.clone(), called="affine(x, W, b)")
    checks.shape(y, (5, 5), name="affine(x, W, b)", why="5 samples, and 5 rows of W")
    why = "where x is 0 each row is b itself: one bias for each output, the same for all samples"
    checks.close(y, b.expand(5, 5), name="affine(x, W, b)", why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: A function leaves its arguments as they were.
"""  # END TEST CONFIG


def test_arguments_are_left_alone(affine):
    import torch
    from labkit import checks

    checks.exists(affine, "affine")
    for n, d, h in ((4, 3, 2), (3, 3, 3)):
        x, W, b = torch.randn(n, d), torch.randn(h, d), torch.randn(h)
        y = checks.call(affine, x.clone(), W.clone(), b.clone(), called="affine(x, W, b)")
        checks.shape(y, (n, h), name="affine(x, W, b)")
        about = "beware of `+=`, `.add_()`, `.t_()` and `.resize_()`"
        checks.unchanged_inputs(affine, x, W, b, about=about)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## Out of PyTorch again
#
# Sooner or later a number must leave PyTorch: into a plot, a table, a file. Three things stand in the way. The tensor
# may be part of a **graph** that autograd still needs (`.detach()` gives the same numbers without the graph). It may
# live on a **GPU** (`.cpu()` brings it home). And the array that `.numpy()` gives **shares its memory** with the tensor:
# the next training step would change the numbers in your table.

# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 2.5

# %% [markdown]
# ### Question 4: arrays and numbers
#
# Write two functions:
#
# - `to_numpy(t)` returns the values of any tensor as a NumPy array of the same shape and dtype. The tensor may require
#   gradients or result from a computation that does, live on any device, and be a view that is not contiguous in memory.
#   Tensor and array must not share memory.
# - `to_scalar(t)` returns the value of a tensor with **one** element (of shape `()`, `(1,)`, `(1, 1)` …) as a plain
#   Python number. A tensor with several elements raises `ValueError` with a sentence that says why.

# %% [raw]
# # BEGIN SOLUTION


# %%
def to_numpy(t):
    """The values of a tensor as an array with memory of its own."""
    # BEGIN SOLUTION
    return t.detach().cpu().numpy().copy()
    # END SOLUTION


def to_scalar(t):
    """The one value of a tensor as a Python number."""
    # BEGIN SOLUTION
    if t.numel() != 1:
        raise ValueError(f"The tensor has {t.numel()} elements, but should have one to become a number.")
    return t.item()
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: An array from a plain tensor, and a number from a tensor with one element.
"""  # END TEST CONFIG


def test_array_and_number(to_numpy, to_scalar):
    import numpy as np
    import torch
    from labkit import checks

    checks.exists(to_numpy, "to_numpy")
    checks.exists(to_scalar, "to_scalar")
    t = torch.rand(2, 3)
    array = checks.call(to_numpy, t, called="to_numpy(t)")
    checks.exists(array, "to_numpy(t)")
    assert isinstance(array, np.ndarray), "to_numpy(t) should return a NumPy array."
    checks.close(array, t.numpy(), name="to_numpy(t)")
    number = checks.call(to_scalar, torch.tensor(2.5), called="to_scalar(t)")
    checks.exists(number, "to_scalar(t)")
    assert not torch.is_tensor(number), "to_scalar(t) returns a tensor, but should return a plain number."
    checks.number(number, name="to_scalar(t)")
    checks.close(number, 2.5, name="to_scalar(t)")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at tensors that require gradients, and at views.
"""  # END TEST CONFIG


def test_any_tensor_becomes_an_array(to_numpy):
    import torch
    from labkit import checks, there

    checks.exists(to_numpy, "to_numpy")
    seen = there("labkit.functions").conversions(to_numpy, torch.rand(3, 4))
    for case, outcome in seen.items():
        about = f"a tensor of the kind {case!r}"
        assert not outcome["error"], (
            f"For {about}, to_numpy raised {outcome['error']}, but should return an array: autograd lets go of a "
            "tensor by `.detach()`, a GPU by `.cpu()`."
        )
        assert outcome["array"], f"For {about}, to_numpy should return a NumPy array."
        checks.close(outcome["value"], outcome["wanted"], name=f"to_numpy of {about}")
        assert outcome["kept"], (
            f"For {about}, to_numpy changes the tensor, but should leave its values and requires_grad alone."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at whether the array changes with the tensor.
"""  # END TEST CONFIG


def test_memory_is_not_shared(to_numpy):
    import torch
    from labkit import checks, there

    checks.exists(to_numpy, "to_numpy")
    seen = there("labkit.functions").conversions(to_numpy, torch.rand(3, 4))
    arrays = [outcome for outcome in seen.values() if outcome["array"]]
    assert arrays, "to_numpy gives no NumPy array, so there is no memory to look at."
    shared = sum(outcome["shared"] for outcome in arrays)
    assert shared == 0, (
        f"{shared} of {len(arrays)} arrays change when their tensor changes later, but should not: `.numpy()` shares its "
        "memory with the tensor, as `.detach()` does. One of the steps must copy."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at tensors with one element in several shapes.
"""  # END TEST CONFIG


def test_one_element_of_any_shape(to_scalar):
    import torch
    from labkit import checks

    checks.exists(to_scalar, "to_scalar")
    for size in ((), (1,), (1, 1), (1, 1, 1)):
        for t in (torch.randn(size), torch.randn(size, requires_grad=True), torch.randint(99, size)):
            number = checks.call(to_scalar, t, called="to_scalar(t)")
            checks.exists(number, "to_scalar(t)")
            assert not torch.is_tensor(number), "to_scalar(t) should return a plain number, not a tensor."
            checks.number(number, name="to_scalar(t)")
            checks.close(number, t.detach().reshape(()), name="to_scalar(t)")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what to_scalar does with several elements.
"""  # END TEST CONFIG


def test_several_elements_are_refused(to_scalar):
    import torch
    from labkit import checks

    checks.exists(to_scalar, "to_scalar")
    for size in ((2,), (1, 3), (4, 4)):
        about = "there is no telling which of several elements is meant"
        checks.raises(ValueError, to_scalar, torch.rand(size), about=about)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## Autograd
#
# Learning needs derivatives. PyTorch finds them by **reverse-mode differentiation**: while you compute with a tensor
# that has `requires_grad=True`, each operation notes its inputs. From the result, the chain rule is then followed
# backward through these notes, operation by operation:
#
# $$\frac{\partial f}{\partial x} = \frac{\partial f}{\partial v}\,\frac{\partial v}{\partial u}\,
# \frac{\partial u}{\partial x} \qquad \text{for} \qquad x \to u \to v \to f .$$
#
# This is exact up to rounding, and costs about as much as computing $f$ once or twice, however many numbers $x$ has.
# The difference quotient $(f(x + h) - f(x)) / h$ is inexact, and needs $f$ once more for *each* number in $x$.


# %%
def draw_graph():
    """Draws what autograd notes for f = sin(x²): values go to the right, derivatives back to the left."""
    _, ax = plt.subplots(figsize=(8, 1.9))
    for i, label in enumerate(["$x$", "$u = x^2$", r"$f = \sin u$"]):
        ax.text(
            4 * i, 0, label, ha="center", va="center", bbox={"boxstyle": "round", "fc": "white"}, fontsize=12
        )
    for i, label in enumerate([r"$\partial u/\partial x = 2x$", r"$\partial f/\partial u = \cos u$"]):
        there, back = {"arrowstyle": "->", "color": "tab:blue"}, {"arrowstyle": "->", "color": "tab:red"}
        ax.annotate("", (4 * i + 3.1, 0.12), (4 * i + 0.9, 0.12), arrowprops=there)
        ax.annotate("", (4 * i + 0.9, -0.12), (4 * i + 3.1, -0.12), arrowprops=back)
        ax.text(4 * i + 2, -0.42, label, ha="center", va="center", color="tab:red")
    ax.text(2, 0.4, "compute", ha="center", va="center", color="tab:blue")
    ax.text(6, 0.4, "compute", ha="center", va="center", color="tab:blue")
    ax.set_xlim(-1, 9.2)
    ax.set_ylim(-0.7, 0.7)
    ax.axis("off")
    plt.show()


draw_graph()

# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 2.5

# %% [markdown]
# ### Question 5: the gradient of a function
#
# `.backward()` **adds** the gradient to `x.grad` and leaves it there: call it twice, and you have the sum of both. That
# is useful at times, and the source of many bugs.
#
# Write `gradient(f, x)`, which returns the gradient $\partial f / \partial x$ at `x` as a tensor of the shape of `x`:
#
# - `f` takes a tensor like `x` and returns a tensor of shape `()`; `x` is a float tensor of any shape.
# - The gradient comes from autograd, not from differences.
# - The caller notices nothing: `x` keeps its values and its `requires_grad` (it may be either), no gradient is left over
#   in `x.grad`, and a second call gives the same result as the first.

# %% [raw]
# # BEGIN SOLUTION


# %%
def gradient(f, x):
    """The gradient of a scalar function f at x, of the shape of x."""
    # BEGIN SOLUTION
    x = x.detach().clone().requires_grad_()  # a tensor of our own: the caller's stays out of it
    return torch.autograd.grad(f(x), x)[0]
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A tensor of the shape of x.
"""  # END TEST CONFIG


def test_gradient_of_cubes(gradient):
    import torch
    from labkit import checks, there

    checks.exists(gradient, "gradient")
    x = torch.randn(4)
    g = checks.call(gradient, there("labkit.functions").cubic, x.clone(), called="gradient(f, x)")
    checks.exists(g, "gradient(f, x)")
    assert torch.is_tensor(g), "gradient(f, x) should return a tensor."
    checks.shape(g, (4,), name="gradient(f, x)", why="one partial derivative for each number in x")
    checks.close(
        g, 3 * x**2, name="gradient(f, x)", rtol=1e-2, atol=1e-2, why="f(x) = Σ x³ has the gradient 3 x²"
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the gradient where all numbers of x act together, and at x of several axes.
"""  # END TEST CONFIG


def test_gradient_of_coupled_numbers(gradient):
    import torch
    from labkit import checks, there

    checks.exists(gradient, "gradient")
    for size in ((2, 3), (5,), (2, 1, 4), ()):
        x = torch.randn(size)
        g = checks.call(gradient, there("labkit.functions").waves, x.clone(), called="gradient(f, x)")
        checks.shape(g, size, name="gradient(f, x)", why="the gradient has the shape of x")
        expected = x.cos() * x.sum() + x.sin().sum()
        checks.close(g, expected, name="gradient(f, x)", rtol=1e-2, atol=1e-2, why="f(x) = Σ sin(x) · Σ x")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at where the derivative comes from.
"""  # END TEST CONFIG


def test_gradient_is_from_autograd(gradient):
    import torch
    from labkit import checks, there

    checks.exists(gradient, "gradient")
    functions, x = there("labkit.functions"), 0.5 + torch.rand(3, 2)
    why = "follow the graph by `backward` or `torch.autograd.grad`; differences are inexact and blind to `.detach()`"
    # x + (round(x) - x).detach() has the derivative 1 by autograd, and steps for whoever takes differences
    g = checks.call(gradient, functions.rounded_straight_through, x.clone(), called="gradient(f, x)")
    checks.close(g, torch.ones(3, 2), name="the gradient of a rounded number", rtol=1e-5, why=why)
    g = checks.call(gradient, functions.half_held, x.clone(), called="gradient(f, x)")
    checks.close(g, x, name="the gradient of x · x.detach()", rtol=1e-5, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what one call leaves behind for the next.
"""  # END TEST CONFIG


def test_gradients_do_not_add_up(gradient):
    import torch
    from labkit import checks, there

    checks.exists(gradient, "gradient")
    functions, x = there("labkit.functions"), torch.randn(3)
    for flag in (False, True):
        args = (gradient, functions.cubic, x, flag)
        seen = checks.call(functions.gradient_calls, *args, called="gradient(f, x), called twice,")
        assert torch.is_tensor(seen["first"]), "gradient(f, x) should return a tensor."
        why = "`.backward()` adds to `x.grad`, so gradients of two calls add up unless each has a tensor of its own"
        checks.close(seen["second"], seen["first"], name="gradient(f, x) at a second call", why=why)
        why = "the result is `x.grad` itself, to which the next backward pass adds: return a copy"
        checks.close(seen["first_later"], seen["first"], name="the first result after a second call", why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what the caller finds in x afterwards.
"""  # END TEST CONFIG


def test_x_is_left_alone(gradient):
    import torch
    from labkit import checks, there

    checks.exists(gradient, "gradient")
    functions, x = there("labkit.functions"), torch.randn(3)
    for flag in (False, True):
        args = (gradient, functions.cubic, x, flag)
        seen = checks.call(functions.gradient_calls, *args, called="gradient(f, x)")
        assert torch.is_tensor(seen["first"]), "gradient(f, x) should return a tensor."
        checks.close(
            seen["x"], x, name="x after the call", rtol=0, atol=0, why="only look at x, never change it"
        )
        assert seen["requires_grad"] == flag, (
            f"x.requires_grad was {flag} before the call and is {not flag} after it, but should be as before: work on "
            "`x.detach().clone()`, or put the flag back."
        )
        assert seen["left"] == 0, (
            "A gradient is left over in x.grad, but should not be: use a tensor of your own, or `torch.autograd.grad`."
        )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Your gradient at work: tangents of $f(x) = \sin(x^2)$, and one step downhill from each point,
# $x \leftarrow x - 0.1\, f'(x)$. That step is all that training is.

# %%
points = torch.tensor([-1.9, -0.8, 0.5, 1.7])
slopes = [gradient(lambda v: torch.sin(v**2), x) for x in points]
if all(torch.is_tensor(slope) for slope in slopes):
    xs = torch.linspace(-2.3, 2.3, 300)
    fig, ax = plt.subplots(figsize=(7, 3.2))
    ax.plot(xs, torch.sin(xs**2), color="gray", label="$f(x) = \\sin(x^2)$")
    for i, (x, slope) in enumerate(zip(points, slopes, strict=True)):
        near = torch.stack([x - 0.35, x + 0.35])
        ax.plot(near, torch.sin(x**2) + slope * (near - x), color="tab:blue", label=None if i else "tangent")
        new = x - 0.1 * slope
        ax.plot(x, torch.sin(x**2), "o", color="tab:blue", label=None if i else "before the step")
        ax.plot(new, torch.sin(new**2), "o", color="tab:red", label=None if i else "after the step")
    ax.set_xlabel("$x$")
    ax.legend(fontsize=8, loc="lower center", ncol=4, bbox_to_anchor=(0.5, 1.0), frameon=False)
    plt.show()
else:
    print("Answer question 5 first.")

# %% [markdown]
# ## The baker's notebook
#
# 600 mornings, eight measurements each, in the units of her old instruments, as deviations from the recipe; the
# summers were warm and the scales not quite true, so most lean to the positive side. The target is the height of the
# loaf over the edge of its tin in centimetres. There is a good deal of luck in it: oven doors, customers, cats.
#
# **120** mornings are for training. The other 480 are for validation: they show how well the network does on mornings
# that it was not trained on.


# %%
def bake(n, seed):
    """Measurements X (n, 8) and heights y (n,) of n mornings, made up by a formula with noise."""
    rng = np.random.RandomState(seed)
    X = 1.5 + 2.5 * rng.randn(n, 8)
    recipe = np.array([0.9, -0.6, 0.5, 0.7, -0.8, 0.4, 0.6, -0.5])
    y = 3 + X @ recipe + np.sin(X[:, 0]) + 0.15 * X[:, 1] * X[:, 2] + 1.5 * rng.randn(n)
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)


X, y = bake(600, seed=7)
X_train, y_train = X[:120], y[:120]  # (120, 8), (120,)
X_val, y_val = X[120:], y[120:]  # (480, 8), (480,)
print(f"The mean height is {y.mean():.1f} cm, the standard deviation {y.std():.1f} cm.")

fig, axes = plt.subplots(1, 3, figsize=(10, 2.8), sharey=True)
for k, ax in enumerate(axes):
    ax.scatter(X_train[:, k], y_train, s=10, color="tab:orange")
    ax.set_xlabel(f"measurement {k}")
axes[0].set_ylabel("height (cm)")
fig.tight_layout()
plt.show()

# %% [markdown]
# No single measurement says much. A network may combine them all, and bend:
#
# $$h = \mathrm{ReLU}(W_1 x + b_1), \qquad \hat y = W_2\, h + b_2, \qquad \mathrm{ReLU}(a) = \max(a, 0).$$
#
# Without the ReLU in between, $W_2 (W_1 x + b_1) + b_2$ would be one linear layer again, however many you stack. After
# the last layer there is none, or the network could never predict a negative height.

# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 2

# %% [markdown]
# ### Question 6: the network
#
# Write `make_net(d_in, d_hidden, d_out)`, which returns an `nn.Module` of a linear layer from `d_in` to `d_hidden`, a
# ReLU, and a linear layer from `d_hidden` to `d_out`, both with bias: (N, d_in) → (N, d_out).

# %% [raw]
# # BEGIN SOLUTION


# %%
def make_net(d_in, d_hidden, d_out):
    """Linear, ReLU, Linear: (N, d_in) → (N, d_out)."""
    # BEGIN SOLUTION
    return nn.Sequential(nn.Linear(d_in, d_hidden), nn.ReLU(), nn.Linear(d_hidden, d_out))
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A module that takes (N, d_in) to (N, d_out).
"""  # END TEST CONFIG


def test_shape_of_predictions(make_net):
    import torch
    from labkit import checks

    checks.exists(make_net, "make_net")
    net = checks.call(make_net, 8, 32, 1, called="make_net(8, 32, 1)")
    checks.exists(net, "make_net(8, 32, 1)")
    assert hasattr(net, "named_modules"), "make_net(8, 32, 1) should return an nn.Module."
    y = checks.call(net, torch.rand(5, 8), called="net(X)")
    checks.shape(y, (5, 1), name="net(X)", why="one prediction for each of 5 samples")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the sizes of the two linear layers.
"""  # END TEST CONFIG


def test_sizes_of_layers(make_net):
    import torch
    from labkit import checks

    checks.exists(make_net, "make_net")
    for d_in, d_hidden, d_out in ((4, 7, 3), (6, 2, 5), (3, 9, 1)):
        called = f"make_net({d_in}, {d_hidden}, {d_out})"
        net = checks.call(make_net, d_in, d_hidden, d_out, called=called)
        checks.exists(net, called)
        assert hasattr(net, "named_modules"), f"{called} should return an nn.Module."
        y = checks.call(net, torch.rand(2, d_in), called="net(X)")
        checks.shape(y, (2, d_out), name="net(X)", why=f"the model is {called}")
        sizes = sorted(value.numel() for value in dict(net.named_parameters()).values())
        wanted = sorted([d_in * d_hidden, d_hidden, d_hidden * d_out, d_out])
        assert sizes == wanted, (
            f"{called} has {len(sizes)} tensors of parameters with {sum(sizes)} numbers, but should have 4 with "
            f"{sum(wanted)}: the weights and biases of one layer from d_in to d_hidden, and of one from there to d_out."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what stands between the linear layers, and after them.
"""  # END TEST CONFIG


def test_relu_is_between_the_layers(make_net):
    import torch
    from labkit import checks

    checks.exists(make_net, "make_net")
    net = checks.call(make_net, 4, 30, 3, called="make_net(4, 30, 3)")
    checks.exists(net, "make_net(4, 30, 3)")
    assert hasattr(net, "named_modules"), "make_net(4, 30, 3) should return an nn.Module."
    x = 3 * torch.randn(50, 4)
    y = checks.call(net, x, called="net(X)")
    checks.shape(y, (50, 3), name="net(X)")
    found = {tuple(sorted(p.shape)): p.detach() for p in dict(net.named_parameters()).values()}
    wanted = [(4, 30), (30,), (3, 30), (3,)]
    assert sorted(found) == sorted(wanted), (
        "The two layers of make_net(4, 30, 3) have other sizes than they should."
    )
    W1, b1, W2, b2 = (found[size] for size in wanted)
    W1 = W1 if W1.shape == (30, 4) else W1.T
    W2 = W2 if W2.shape == (3, 30) else W2.T
    a = x @ W1.T + b1  # (50, 30)
    linear = a @ W2.T + b2  # (50, 3)
    z = a.relu() @ W2.T + b2
    assert not torch.allclose(y, linear, rtol=1e-3, atol=1e-4), (
        "The network is linear in its input, but should bend: without an activation between them two linear layers "
        "are no more than one."
    )
    ends = torch.allclose(y, z.relu(), rtol=1e-3, atol=1e-4) or torch.allclose(
        y, linear.relu(), rtol=1e-3, atol=1e-4
    )
    assert not ends, (
        "A ReLU follows the last layer, but should not: the network could never predict a negative number."
    )
    why = "W₂ ReLU(W₁ x + b₁) + b₂: is the activation a ReLU, and does it stand between the layers only?"
    checks.close(y, z, name="net(X)", rtol=1e-3, atol=1e-4, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at whether both layers can learn.
"""  # END TEST CONFIG


def test_both_layers_can_learn(make_net):
    import torch
    from labkit import checks

    checks.exists(make_net, "make_net")
    net = checks.call(make_net, 5, 40, 3, called="make_net(5, 40, 3)")
    checks.exists(net, "make_net(5, 40, 3)")
    x = torch.randn(20, 5)
    checks.shape(checks.call(net, x, called="net(X)"), (20, 3), name="net(X)")
    checks.gradients_flow_to(net, x, name="net")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## Training
#
# The **mean squared error** over $N$ samples with $K$ outputs each is
#
# $$L = \frac{1}{N K} \sum_{i,k} (\hat y_{ik} - y_{ik})^2 .$$
#
# **Gradient descent** moves each weight a little against the gradient, $w \leftarrow w - \eta\, \partial L / \partial w$,
# with the **learning rate** $\eta$. Full batch means that each step sees all $N$ samples, so one epoch is one step, of
# five lines:
#
# | | | forget it, and … |
# | --- | --- | --- |
# | 1 | `loss = F.mse_loss(model(X), y)` | |
# | 2 | `optimizer.zero_grad()` | the gradients of all epochs add up, and the weights fly off |
# | 3 | `loss.backward()` | there is no gradient to follow |
# | 4 | `optimizer.step()` | nothing is learnt |
# | 5 | `losses.append(loss.item())` | with `loss` itself, a list of tensors that drag their graphs along |
#
# And one trap makes no noise at all. The model returns $(N, 1)$, the heights come as $(N,)$; their difference is
# broadcast to $(N, N)$, each prediction is compared with *every* height, and the best answer to that is the mean height
# for all. PyTorch only warns.

# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 4

# %% [markdown]
# ### Question 7: the training loop
#
# Write `train(model, X, y, lr=0.01, epochs=200)`, which trains `model` in place and returns a list of losses:
#
# - each epoch is one step of plain gradient descent (`torch.optim.SGD` without momentum) with learning rate `lr` on the
#   mean squared error over **all** samples and outputs;
# - the list has one plain `float` for each epoch, the loss **before** that epoch's step. So `losses[0]` is the loss of
#   the untrained model;
# - `X` has shape (N, D). For a model with outputs (N, K), `y` has shape (N, K); where K is 1, `y` may also be (N,), and
#   means the same;
# - `X` and `y` are left as they are.

# %% [raw]
# # BEGIN SOLUTION


# %%
def train(model, X, y, lr=0.01, epochs=200):
    """Full-batch gradient descent on the mean squared error; returns the loss before each step."""
    # BEGIN SOLUTION
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        prediction = model(X)  # (N, K)
        loss = F.mse_loss(prediction, y.reshape(prediction.shape))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A list with one number for each epoch.
"""  # END TEST CONFIG


def test_one_loss_per_epoch(train):
    import torch
    from labkit import checks, there

    checks.exists(train, "train")
    X, y = torch.randn(20, 3), torch.randn(20, 1)
    for args, epochs in (((0.01, 7), 7), ((), 200)):
        model = there("torch.nn").Linear(3, 1)
        losses = checks.call(train, model, X, y, *args, called="train(model, X, y)")
        checks.exists(losses, "train(model, X, y)")
        assert isinstance(losses, (list, tuple)), "train should return a list of losses."
        assert len(losses) == epochs, (
            f"After {epochs} epochs the list has {len(losses)} losses, but should have one for each epoch."
        )
        for loss in (losses[0], losses[-1]):
            checks.number(loss, name="a loss", low=0, why="a mean of squares")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at what the list holds.
"""  # END TEST CONFIG


def test_losses_are_floats(train):
    import torch
    from labkit import checks, there

    checks.exists(train, "train")
    X, y = torch.randn(20, 3), torch.randn(20, 1)
    losses = checks.call(
        train, there("torch.nn").Linear(3, 1), X, y, 0.01, 4, called="train(model, X, y, 0.01, 4)"
    )
    assert isinstance(losses, (list, tuple)) and len(losses) == 4, "train should return a list of 4 losses."
    tensors = sum(bool(torch.is_tensor(loss)) for loss in losses)
    assert tensors == 0, (
        f"{tensors} of 4 losses are tensors, but should be plain numbers: a loss keeps the graph of its whole epoch in "
        "memory. `loss.item()` is the number."
    )
    for loss in losses:
        checks.number(loss, name="a loss", low=0)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the first loss of the list.
"""  # END TEST CONFIG


def test_loss_is_from_before_the_step(train):
    import torch
    from labkit import checks, there

    checks.exists(train, "train")
    X, y = torch.randn(40, 3), 2 + torch.randn(40, 1)
    model = there("torch.nn").Sequential(there("torch.nn").Linear(3, 1))
    W, b = (value.clone() for value in dict(model.state_dict()).values())
    before = ((X @ W.T + b - y) ** 2).mean()
    losses = checks.call(train, model, X, y, 0.1, 3, called="train(model, X, y, 0.1, 3)")
    assert isinstance(losses, (list, tuple)) and len(losses) == 3, "train should return a list of 3 losses."
    checks.number(losses[0], name="the first loss")
    why = "it is the loss of the model as it came: append it before the step moves the weights, or keep it from then"
    checks.close(losses[0], before, name="the first loss", rtol=1e-3, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the order of the lines of an epoch, at lr, and at what the loss is a mean over.
"""  # END TEST CONFIG


def test_one_epoch_is_one_step_of_gradient_descent(train):
    import torch
    from labkit import checks, there

    checks.exists(train, "train")
    nn, X, y = there("torch.nn"), torch.randn(50, 4), torch.randn(50, 1)
    for lr in (0.02, 0.3):
        model = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 1))

        def loss(w):
            h = torch.tanh(X @ w["0.weight"].T + w["0.bias"])
            return ((h @ w["2.weight"].T + w["2.bias"] - y) ** 2).mean()

        def step(model=model, lr=lr):
            return checks.call(train, model, X, y, lr, 1, called=f"train(model, X, y, {lr}, 1)")

        checks.one_optimizer_step_matches(model, step, loss, lr=lr)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at the gradients that an epoch finds when it begins.
"""  # END TEST CONFIG


def test_gradients_do_not_add_up(train):
    import torch
    from labkit import checks, there

    checks.exists(train, "train")
    nn, X, y = there("torch.nn"), torch.randn(40, 3), torch.randn(40, 1)
    model = nn.Sequential(nn.Linear(3, 1))
    weights = [value.clone().requires_grad_() for value in dict(model.state_dict()).values()]
    optimizer = torch.optim.SGD(weights, lr=0.1)
    expected = []
    for _ in range(6):
        loss = ((X @ weights[0].T + weights[1] - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        expected.append(loss.item())
    losses = checks.call(train, model, X, y, 0.1, 6, called="train(model, X, y, 0.1, 6)")
    assert isinstance(losses, (list, tuple)) and len(losses) == 6, "train should return a list of 6 losses."
    for i, loss in enumerate(losses):
        checks.number(loss, name="a loss")
        why = "each epoch starts with its own gradients: `.grad` adds up until `optimizer.zero_grad()` clears it"
        checks.close(float(loss), expected[i], name=f"the loss of epoch {i + 1}", rtol=1e-2, why=why)
    for value, wanted in zip(dict(model.state_dict()).values(), weights, strict=True):
        checks.close(value, wanted, name="a parameter after 6 epochs", rtol=1e-2, atol=1e-4)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the shapes of the predictions and of y.
"""  # END TEST CONFIG


def test_targets_of_one_axis(train):
    import torch
    from labkit import checks, there

    checks.exists(train, "train")
    nn, X, y = there("torch.nn"), torch.randn(30, 3), 3 * torch.randn(30)
    model, twin = nn.Sequential(nn.Linear(3, 1)), nn.Sequential(nn.Linear(3, 1))
    twin.load_state_dict(model.state_dict())
    flat = y.clone()
    try:
        losses = checks.call(
            train, model, X, flat, 0.05, 3, called="train(model, X, y, 0.05, 3) with y of shape (30,)"
        )
    except AssertionError as error:
        if isinstance(error.__cause__, ValueError):
            return  # whoever refuses such a y is not caught by it either
        raise
    expected = checks.call(train, twin, X, y[:, None], 0.05, 3, called="train(model, X, y, 0.05, 3)")
    for result in (losses, expected):
        assert isinstance(result, (list, tuple)) and len(result) == 3, (
            "train should return a list of 3 losses."
        )
        checks.number(result[0], name="the first loss")
    why = (
        "y (N,) against predictions (N, 1) is broadcast to (N, N), so each prediction is compared with every target: "
        "bring both to one shape"
    )
    checks.close(
        losses[0], expected[0], name="the first loss for y of shape (N,) for (N, 1)", rtol=1e-3, why=why
    )
    checks.shape(flat, (30,), name="y after training", why="leave the caller's y alone")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what the loss is a mean over.
"""  # END TEST CONFIG


def test_loss_is_a_mean_over_samples_and_outputs(train):
    import torch
    from labkit import checks, there

    checks.exists(train, "train")
    nn = there("torch.nn")
    for n, k in ((12, 3), (64, 2), (7, 1)):
        X, y = torch.randn(n, 4), torch.randn(n, k)
        model = nn.Sequential(nn.Linear(4, k))
        W, b = (value.clone() for value in dict(model.state_dict()).values())
        expected = ((X @ W.T + b - y) ** 2).sum() / (n * k)
        # so small a step that the loss is the same before and after it
        try:
            losses = checks.call(train, model, X, y, 1e-7, 2, called="train(model, X, y, 1e-7, 2)")
        except AssertionError as error:
            if k > 1 and isinstance(error.__cause__, (RuntimeError, ValueError)):
                continue  # made for one output only: no wrong mean, at least
            raise
        assert isinstance(losses, (list, tuple)) and len(losses) == 2, (
            "train should return a list of 2 losses."
        )
        why = f"the mean of all {n * k} squares, for {n} samples with {k} outputs each"
        for loss in losses:
            checks.number(loss, name="a loss")
            checks.close(float(loss), expected, name="the loss", rtol=1e-3, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at whether the loss falls all the way.
"""  # END TEST CONFIG


def test_loss_falls_at_every_epoch(train):
    import torch
    from labkit import checks, there

    checks.exists(train, "train")
    X, w = torch.randn(100, 4), torch.randn(4, 1)
    y = 2.5 * X @ (w / w.norm())
    # The loss of a linear model is a parabola with curvatures below 2 (1 + largest eigenvalue of XᵀX / N), some 5
    # here: gradient descent with lr = 0.01 < 2 / 5 falls at every step.
    losses = checks.call(train, there("torch.nn").Linear(4, 1), X, y, called="train(model, X, y)")
    assert isinstance(losses, (list, tuple)), "train should return a list of losses."
    checks.monotone_loss(list(losses), name="the list of losses")
    # of 320 right runs (eight ways to write it, 40 seeds) the last loss was 0.004 of the first at most, 0.0007 mostly
    assert losses[-1] < 0.1 * losses[0], (
        f"With the default lr and epochs the loss only goes from {losses[0]:.3g} to {losses[-1]:.3g}, but should fall "
        "much further: are the defaults 0.01 and 200?"
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: A function leaves its data as they were.
"""  # END TEST CONFIG


def test_data_are_left_alone(train):
    import torch
    from labkit import checks, there

    checks.exists(train, "train")
    model, X, y = there("torch.nn").Linear(3, 1), torch.randn(20, 3), torch.randn(20, 1)
    losses = checks.call(train, model, X.clone(), y.clone(), 0.01, 2, called="train(model, X, y, 0.01, 2)")
    checks.exists(losses, "train(model, X, y, 0.01, 2)")
    about = "only the weights of the model change: beware of `-=`, `.sub_()` and `.unsqueeze_()`"
    checks.unchanged_inputs(lambda X, y: train(model, X, y, 0.01, 2), X, y, about=about)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Bread, at last. The network has 321 weights, and each dot on the right is a morning that it was not trained on. On the
# line, the prediction is right.


# %%
def validation_loss(model):
    """The mean squared error on the validation mornings."""
    with torch.no_grad():
        return F.mse_loss(model(X_val)[:, 0], y_val).item()


labkit.seed_everything(0)
model = make_net(8, 32, 1)
losses = train(model, X_train, y_train) if isinstance(model, nn.Module) else None
if isinstance(losses, list):
    with torch.no_grad():
        guess = model(X_val)[:, 0]
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.2))
    axes[0].plot(losses)
    axes[0].set_xlabel("epoch")
    axes[0].set_ylabel("training loss (cm²)")
    axes[1].scatter(guess, y_val, s=8, color="tab:orange")
    line = [float(y_val.min()), float(y_val.max())]
    axes[1].plot(line, line, color="gray", linewidth=1)
    axes[1].set_xlabel("prediction (cm)")
    axes[1].set_ylabel("true height (cm)")
    fig.tight_layout()
    plt.show()
    print(
        f"Validation loss {validation_loss(model):.2f} cm²; predicting the mean every day would cost {y_val.var():.1f}."
    )
else:
    print("Answer questions 6 and 7 first.")

# %% [markdown]
# ## How long a step?
#
# Near a minimum the loss is a parabola, $L(w) = \frac{\lambda}{2} w^2$ with some curvature $\lambda$. Then one step is
#
# $$w \leftarrow w - \eta \lambda w = (1 - \eta\lambda)\, w ,$$
#
# and $w$ shrinks only while $|1 - \eta\lambda| < 1$, that is for $\eta < 2 / \lambda$. A step that is too long lands on
# the other side, higher up than before; the gradient there is larger still, and after some dozen steps the loss is `inf`
# or `nan`. Beware of `nan`: **every** comparison with it is false, `nan > 1` as well as `nan <= 1`.


# %%
def draw_steps(ax, rate, start, steps):
    """Draws gradient descent on w²/2, whose curvature is 1."""
    w = start * (1 - rate) ** np.arange(steps + 1)
    grid = np.linspace(-3, 3, 100)
    ax.plot(grid, grid**2 / 2, color="gray", linewidth=1)
    ax.plot(w, w**2 / 2, marker="o", markersize=4, color="tab:red", linewidth=1)
    ax.set_title(f"η = {rate} / λ", fontsize=10)
    ax.set_ylim(-0.3, 4.5)
    ax.set_xlabel("$w$")
    ax.set_yticks([])


fig, axes = plt.subplots(1, 3, figsize=(10, 2.6))
for ax, (rate, start, steps) in zip(axes, [(0.15, 2.6, 8), (1.7, 2.6, 8), (2.2, 0.9, 6)], strict=True):
    draw_steps(ax, rate, start, steps)
axes[0].set_ylabel("loss")
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: q8
# points: 2

# %% [markdown]
# ### Question 8: the largest stable learning rate
#
# Write `largest_stable_lr(make_model, X, y, candidates)`, which returns the largest of the learning rates in the list
# `candidates` that is **stable**:
#
# - `make_model()` returns a fresh model. Each candidate gets one of its own, or it would go on where another one ended;
# - a learning rate is stable if the losses of `train(model, X, y, lr)` stay finite, and the last is not above the first;
# - the candidates come in any order, and the list is left as it is;
# - if none is stable, raise `ValueError`.

# %% [raw]
# # BEGIN SOLUTION


# %%
def largest_stable_lr(make_model, X, y, candidates):
    """The largest learning rate whose training neither diverges nor ends above its start."""
    # BEGIN SOLUTION
    stable = []
    for lr in candidates:
        losses = train(make_model(), X, y, lr)
        if np.isfinite(losses).all() and losses[-1] <= losses[0]:
            stable.append(lr)
    if not stable:
        raise ValueError(f"None of the {len(candidates)} learning rates is stable: try smaller ones.")
    return max(stable)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: One of the candidates.
"""  # END TEST CONFIG


def test_answer_is_a_candidate(largest_stable_lr):
    import torch
    from labkit import checks, there

    checks.exists(largest_stable_lr, "largest_stable_lr")
    # y = w x on x = 1, y = 0: each step multiplies w by 1 - 2 lr, so all below 1 are stable
    make_model, X, y = there("labkit.functions").Slope, torch.ones(10, 1), torch.zeros(10, 1)
    lr = checks.call(
        largest_stable_lr,
        make_model,
        X,
        y,
        [0.01, 0.1],
        called="largest_stable_lr(make_model, X, y, [0.01, 0.1])",
    )
    checks.number(lr, name="the learning rate")
    assert lr in (0.01, 0.1), "The learning rate should be one of the candidates."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at which of several stable learning rates you return.
"""  # END TEST CONFIG


def test_largest_of_the_stable_ones(largest_stable_lr):
    import random

    import torch
    from labkit import checks, there

    checks.exists(largest_stable_lr, "largest_stable_lr")
    make_model = there("labkit.functions").Slope
    for place in range(3):
        x = 0.5 + random.random()
        X, y = torch.full((10, 1), x), torch.zeros(10, 1)
        # each step multiplies w by 1 - 2 lr x²
        candidates = [0.02 / x**2, 0.1 / x**2, 0.4 / x**2]
        candidates = candidates[place:] + candidates[:place]
        lr = checks.call(largest_stable_lr, make_model, X, y, list(candidates), called="largest_stable_lr(…)")
        checks.number(lr, name="the learning rate")
        assert lr == max(candidates), (
            "All candidates are stable, but the answer is not the largest of them: compare them all, in whatever order "
            "they come."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what your comparison says when a loss is nan.
"""  # END TEST CONFIG


def test_nan_is_divergence(largest_stable_lr):
    import random

    import torch
    from labkit import checks, there

    checks.exists(largest_stable_lr, "largest_stable_lr")
    make_model = there("labkit.functions").Slope
    for place in (0, 1, 2):
        x = 0.5 + random.random()
        X, y = torch.full((10, 1), x), torch.zeros(10, 1)
        candidates = [0.05 / x**2, 0.4 / x**2]
        candidates.insert(place, 40 / x**2)  # w grows 79-fold at each step, to inf and then to nan
        lr = checks.call(largest_stable_lr, make_model, X, y, list(candidates), called="largest_stable_lr(…)")
        checks.number(lr, name="the learning rate")
        assert lr != candidates[place], (
            "The answer is a learning rate whose loss becomes inf and then nan, but should be a stable one: every "
            "comparison with nan is false, so ask for what should hold (`math.isfinite`), not for what should not."
        )
        assert lr == 0.4 / x**2, (
            "Among one candidate that diverges and two that are stable, the answer is not the larger stable one: does "
            "each candidate get a model of its own?"
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at a loss that stays finite, but ends above its start.
"""  # END TEST CONFIG


def test_end_above_the_start_is_not_stable(largest_stable_lr):
    import random

    import torch
    from labkit import checks, there

    checks.exists(largest_stable_lr, "largest_stable_lr")
    make_model = there("labkit.functions").Slope
    for order in (1, -1):
        x = 0.5 + random.random()
        X, y = torch.full((10, 1), x), torch.zeros(10, 1)
        # w grows by 1 % at each step, and its loss 50-fold in 200 epochs
        candidates = [0.3 / x**2, 1.005 / x**2][::order]
        lr = checks.call(largest_stable_lr, make_model, X, y, list(candidates), called="largest_stable_lr(…)")
        checks.number(lr, name="the learning rate")
        assert lr == min(candidates), (
            "The answer is a learning rate whose loss stays finite but ends above its start, which is not stable."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at the model that each candidate starts from.
"""  # END TEST CONFIG


def test_every_candidate_has_a_fresh_model(largest_stable_lr):
    import torch
    from labkit import checks, there

    checks.exists(largest_stable_lr, "largest_stable_lr")
    # Steep at its start and flat at its end: 0.2 diverges from a fresh model, and is stable after training with 0.002.
    make_model, X, y = there("labkit.functions").SquaredSlope, torch.ones(10, 1), torch.ones(10, 1)
    for candidates in ([0.002, 0.2], [0.2, 0.002]):
        called = "largest_stable_lr(…)"
        lr = checks.call(largest_stable_lr, make_model, X, y, list(candidates), called=called)
        checks.number(lr, name="the learning rate")
        assert lr == 0.002, (
            "The answer diverges from a fresh model, and is stable only where an earlier candidate has trained the model "
            "already, but each should start afresh: call make_model() for each candidate."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: A function leaves its arguments as they were.
"""  # END TEST CONFIG


def test_candidates_are_left_alone(largest_stable_lr):
    import torch
    from labkit import checks, there

    checks.exists(largest_stable_lr, "largest_stable_lr")
    make_model, X, y = there("labkit.functions").Slope, torch.ones(10, 1), torch.zeros(10, 1)
    args = (make_model, X, y, [0.05, 0.2, 0.01])
    checks.number(
        checks.call(largest_stable_lr, *args, called="largest_stable_lr(…)"), name="the learning rate"
    )
    about = "beware of `candidates.sort()`, `.pop()` and `.remove()`: `sorted(candidates)` makes a new list"
    for candidates in ([0.05, 0.2, 0.01], [5.0, 0.05, 0.2]):
        checks.unchanged_inputs(largest_stable_lr, make_model, X, y, candidates, about=about)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# The learning rates on the baker's data, all from the same start. Which would you choose?

# %%
rates = [0.0001, 0.001, 0.01, 0.1]


def fresh_net():
    """The same network at each call: the fair start for a comparison."""
    labkit.seed_everything(0)
    return make_net(8, 32, 1)


curves = {lr: train(fresh_net(), X_train, y_train, lr) for lr in rates} if isinstance(losses, list) else {}
if curves:
    fig, ax = plt.subplots(figsize=(7, 3.4))
    for lr, curve in curves.items():
        seen = [loss for loss in curve if loss < 1e4]
        ax.semilogy(seen, label=f"lr = {lr}", marker="" if len(seen) == len(curve) else "x")
    ax.set_ylim(1, 1e4)
    ax.set_xlabel("epoch")
    ax.set_ylabel("training loss (cm²)")
    ax.legend()
    plt.show()
    for lr, curve in curves.items():
        print(f"lr = {lr:<6}  first loss {curve[0]:.1f}, last loss {curve[-1]:.2f}")
    print("largest stable learning rate:", largest_stable_lr(fresh_net, X_train, y_train, rates))
else:
    print("Answer questions 6 and 7 first.")

# %% [markdown]
# With 0.0001 the network hardly gets under way in 200 epochs; 0.001 is safe and slow; 0.01 is best by far; with 0.1
# the loss is beyond all bounds after a few steps (the cross is where its curve leaves the picture). That is no bad luck:
# of 100 random starts, 0.1 ended in `nan` 100 times, while 0.01 came down to between 1.5 and 2.0 in each of 50. The
# best learning rate is often a little below the largest stable one. So look for the edge first, and then step back.
#
# ## One more layer
#
# If a network with one hidden layer is good, is one with two better? The network below has 1377 weights instead of
# 321. Both are trained for 600 epochs, and after every 40 we ask how they do on the 480 mornings that they have not
# seen. Each line is the mean over three random starts.


# %%
def deeper_net():
    """A network with two hidden layers."""
    return nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 1))


def follow(make_model, seed, rounds=15):
    """Training and validation loss after each of `rounds` times 40 epochs: two lists."""
    labkit.seed_everything(seed)
    model = make_model()
    seen, unseen = [], []
    for _ in range(rounds):
        train(model, X_train, y_train, epochs=40)
        with torch.no_grad():
            seen.append(F.mse_loss(model(X_train)[:, 0], y_train).item())
        unseen.append(validation_loss(model))
    return seen, unseen


if isinstance(losses, list):
    fig, ax = plt.subplots(figsize=(7, 3.4))
    makers = {"one hidden layer": (lambda: make_net(8, 32, 1), "tab:blue"), "two": (deeper_net, "tab:red")}
    for name, (maker, color) in makers.items():
        runs = np.array([follow(maker, seed) for seed in range(3)]).mean(axis=0)  # (2, 15)
        epochs = 40 * np.arange(1, 16)
        ax.plot(epochs, runs[0], color=color, linestyle="--", label=f"{name}: training")
        ax.plot(epochs, runs[1], color=color, label=f"{name}: validation")
        print(f"{name}: training loss {runs[0][-1]:.2f}, validation loss {runs[1][-1]:.2f}")
    ax.set_ylim(0, 9)
    ax.set_xlabel("epoch")
    ax.set_ylabel("mean squared error (cm²)")
    ax.legend(ncol=2, fontsize=8)
    plt.show()
else:
    print("Answer questions 6 and 7 first.")

# %% [markdown]
# The second hidden layer fits the baker's 120 mornings **better**, and does **worse** on mornings that it has not seen.
# Over 20 random starts we measured a training loss of 0.89 on average against 1.05, and a validation loss of 5.34
# against 4.68; it was worse on unseen mornings in 19 of 20 starts. With more weights than mornings a network has room for
# the cats and the oven door: it learns the noise. The noise alone has a variance of 1.5² = 2.25, so any training loss
# below that is learnt by heart.
#
# Look at one hidden layer, too: its validation loss is lowest early on, and then rises while the training loss falls
# and falls. What to do about that is the subject of the next lab.
#
# ### What you take home
#
# - A tensor is numbers with a shape, a dtype and a device. Look at the shape first, always.
# - A slice is a view, `.numpy()` and `.detach()` share memory, `.grad` adds up. Copy where you mean a copy.
# - An epoch is: loss, `zero_grad`, `backward`, `step`, and a plain number for the record.
# - A learning rate beyond $2 / \lambda$ diverges, and `nan` slips through every comparison.
# - A lower training loss is not a better model. The mornings that you have *not* trained on decide.
