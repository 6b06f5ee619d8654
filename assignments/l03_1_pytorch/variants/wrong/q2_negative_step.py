# expect: fails q2.test_shapes_of_slices, q2.test_first_column_keeps_its_axis, q2.test_even_columns_of_any_number, q2.test_rows_of_any_number, q2.test_t_is_left_alone
# says: ValueError
# why: a negative step, as in NumPy


def slices(t):
    R, C = t.shape
    return {
        "last_row": t[-1],
        "first_col": t[:, :1],
        "even_cols": t[:, ::2],
        "reversed_rows": t[::-1],
    }
