# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: m01_mini
# tests:
#     files: true
#     ok_format: false
# strip_solutions_from_all_cells: true
# show_question_points: true
# init_cell: true
# export_cell:
#     pdf: false
#     run_tests: false
#     instructions: Upload the zip file.

# %% [markdown]
# # A mini lab
#
# Two questions that take no time.

# %%
import numpy as np

heights = np.loadtxt("data/heights.csv", delimiter=",", skiprows=1)  # (6, 2): height in cm, age in years

# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 2

# %% [markdown]
# ## Question 1: running mean
#
# Write `running_mean(values)`: a list whose element `i` is the mean of `values[0]` to `values[i]`.

# %% [raw]
# # BEGIN SOLUTION


# %%
def running_mean(values):
    """The mean of each prefix of `values`."""
    # BEGIN SOLUTION
    means, total = [], 0.0
    for count, value in enumerate(values, start=1):
        total += value
        means.append(total / count)
    return means
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def test_length(running_mean):
    assert callable(running_mean), "`running_mean` is not a function yet: run the cell that defines it."
    result = running_mean([1, 2, 3])
    assert isinstance(result, list), "`running_mean` should return a list: one mean for each prefix."
    assert len(result) == 3, f"3 values have 3 prefixes, but `running_mean` returned {len(result)} means."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1
failure_message: Work out the means of 4, 8, 3 by hand and compare.
"""  # END TEST CONFIG


def test_means_of_prefixes(running_mean):
    import random

    assert callable(running_mean), "`running_mean` is not a function yet: run the cell that defines it."
    values = [random.uniform(-5, 5) for _ in range(7)]
    result = running_mean(list(values))
    assert isinstance(result, list), "`running_mean` should return a list: one mean for each prefix."
    assert len(result) == 7, f"7 values have 7 prefixes, but `running_mean` returned {len(result)} means."
    right = [sum(values[: i + 1]) / (i + 1) for i in range(7)]
    misses = sum(abs(a - b) > 1e-9 for a, b in zip(result, right))
    assert misses == 0, f"{misses} of 7 means are wrong: element i is the mean of the first i + 1 values."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 3

# %% [markdown]
# ## Question 2: standardise
#
# Write `standardise(X)`, which brings each column of `X` to mean 0 and standard deviation 1 and leaves `X` as it
# was. Then bring `heights` to that form.

# %% [raw]
# # BEGIN SOLUTION


# %%
def standardise(X):
    """X: (n, d). Returns (n, d): each column with mean 0 and standard deviation 1."""
    # BEGIN SOLUTION NO PROMPT
    centred = X - X.mean(axis=0)
    return centred / X.std(axis=0)
    # END SOLUTION
    """ # BEGIN PROMPT
    centred = ...
    return ...
    """  # END PROMPT


standard_heights = standardise(heights)  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS


# %%
def test_standard_heights(standard_heights):
    import numpy as np

    assert isinstance(standard_heights, np.ndarray), "`standard_heights` is not an array yet."
    seen = standard_heights.shape
    assert seen == (6, 2), f"`standard_heights` has shape {seen}, but should be (6, 2): one row a person."


# %%
""" # BEGIN TEST CONFIG
hidden: true
"""  # END TEST CONFIG


def test_columns_have_mean_0_and_deviation_1(standardise):
    import numpy as np

    assert callable(standardise), "`standardise` is not a function yet: run the cell that defines it."
    X = np.random.default_rng().normal(3, 7, size=(11, 4))
    Z = standardise(X.copy())
    assert isinstance(Z, np.ndarray), "`standardise` should return an array."
    assert Z.shape == (11, 4), f"`standardise` returned shape {Z.shape}, but should keep the shape (11, 4)."
    assert np.allclose(Z.mean(axis=0), 0), (
        "A column's mean is not 0: subtract the mean of each column (axis=0)."
    )
    assert np.allclose(Z.std(axis=0), 1), (
        "A column's deviation is not 1: divide by that of each column (axis=0)."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
"""  # END TEST CONFIG


def test_input_is_unchanged(standardise):
    import numpy as np
    from labkit.place import arguments_come_back

    assert callable(standardise), "`standardise` is not a function yet: run the cell that defines it."
    X = np.random.default_rng().normal(size=(5, 3))
    before = X.copy()
    with arguments_come_back():
        Z = standardise(X)
    assert isinstance(Z, np.ndarray), "`standardise` should return an array."
    assert np.array_equal(X, before), "`standardise` changed its input in place: work on a copy."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# That is all.
