# why: rows one by one, and copies


def slices(t):
    rows = list(t)
    return {
        "last_row": rows[-1].clone(),
        "first_col": t.narrow(1, 0, 1).clone(),
        "even_cols": torch.stack([t[:, j] for j in range(t.size(1)) if j % 2 == 0], dim=1),
        "reversed_rows": torch.stack(rows[::-1]),
    }
