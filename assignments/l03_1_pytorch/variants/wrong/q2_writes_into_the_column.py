# expect: fails q2.test_t_is_left_alone, q2.test_first_column_keeps_its_axis, q2.test_rows_of_any_number, q2.test_even_columns_of_any_number
# says: shares its memory|off
# why: a column is filled by writing to a view


def slices(t):
    first_col = t[:, :1]
    first_col += 0.5 if t.is_floating_point() else 1
    return {"last_row": t[-1], "first_col": first_col, "even_cols": t[:, ::2], "reversed_rows": t.flip(0)}
