# expect: fails q2.test_even_columns_of_any_number
# says: columns
# why: the columns 0 and 2, whatever t has


def slices(t):
    R, C = t.shape
    return {
        "last_row": t[-1],
        "first_col": t[:, :1],
        "even_cols": t[:, 0:4:2],
        "reversed_rows": t.flip(0),
    }
