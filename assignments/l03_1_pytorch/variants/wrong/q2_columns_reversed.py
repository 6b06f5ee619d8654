# expect: fails q2.test_rows_of_any_number
# says: each row keeps the order
# why: reverses within the rows


def slices(t):
    R, C = t.shape
    return {
        "last_row": t[-1],
        "first_col": t[:, :1],
        "even_cols": t[:, ::2],
        "reversed_rows": t.flip(1),
    }
