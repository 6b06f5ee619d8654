# expect: fails q2.test_even_columns_of_any_number
# says: 0, 2, 4
# why: counts columns from 1


def slices(t):
    R, C = t.shape
    return {
        "last_row": t[-1],
        "first_col": t[:, :1],
        "even_cols": t[:, 1::2],
        "reversed_rows": t.flip(0),
    }
