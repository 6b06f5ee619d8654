# why: index_select, narrow and unsqueeze


def slices(t):
    R, C = t.shape
    return {
        "last_row": t.select(0, R - 1),
        "first_col": t[:, 0].unsqueeze(1),
        "even_cols": t.index_select(1, torch.arange(0, C, 2)),
        "reversed_rows": t[torch.arange(R - 1, -1, -1)],
    }
