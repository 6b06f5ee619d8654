# expect: fails q2.test_first_column_keeps_its_axis
# says: off
# why: the first row where it has enough numbers


def slices(t):
    R, C = t.shape
    return {
        "last_row": t[-1],
        "first_col": t.flatten()[:R].reshape(R, 1),
        "even_cols": t[:, ::2],
        "reversed_rows": t.flip(0),
    }
