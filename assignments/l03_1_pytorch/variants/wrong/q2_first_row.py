# expect: fails q2.test_rows_of_any_number
# says: -1 is the last
# why: the first row for the last


def slices(t):
    R, C = t.shape
    return {
        "last_row": t[0],
        "first_col": t[:, :1],
        "even_cols": t[:, ::2],
        "reversed_rows": t.flip(0),
    }
