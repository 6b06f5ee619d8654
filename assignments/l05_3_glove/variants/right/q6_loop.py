# why: row by row

def normalize_rows(E):
    rows = []
    for row in E:
        n = np.linalg.norm(row)
        rows.append(row / n if n else row.copy())
    return np.stack(rows)
