# expect: fails q2.test_rows_of_any_number, q2.test_first_column_keeps_its_axis, q2.test_even_columns_of_any_number, q2.test_t_is_left_alone
# says: IndexError|raised
# why: three rows, whatever t has


def slices(t):
    R, C = t.shape
    return {
        "last_row": t[2],
        "first_col": t[:, :1],
        "even_cols": t[:, ::2],
        "reversed_rows": t[[2, 1, 0]],
    }
