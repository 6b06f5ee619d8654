# expect: fails q2.test_t_is_left_alone
# says: shares its memory
# why: reverses the rows in t itself


def slices(t):
    parts = {"last_row": t[-1].clone(), "first_col": t[:, :1].clone(), "even_cols": t[:, ::2].clone()}
    reversed_rows = t[:]
    reversed_rows[:] = t.flip(0)
    parts["reversed_rows"] = reversed_rows
    return parts
