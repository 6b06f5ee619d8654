# expect: fails q2.test_shapes_of_slices, q2.test_first_column_keeps_its_axis
# says: takes the axis away
# why: an index where a slice is needed


def slices(t):
    R, C = t.shape
    return {
        "last_row": t[-1],
        "first_col": t[:, 0],
        "even_cols": t[:, ::2],
        "reversed_rows": t.flip(0),
    }
