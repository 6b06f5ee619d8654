# expect: fails q2.test_even_columns_of_any_number, q2.test_shapes_of_slices
# says: to the last|shape
# why: stops one column early


def slices(t):
    R, C = t.shape
    return {
        "last_row": t[-1],
        "first_col": t[:, :1],
        "even_cols": t[:, :-2:2],
        "reversed_rows": t.flip(0),
    }
