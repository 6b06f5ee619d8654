# why: only rows that are not zero

def normalize_rows(E):
    out = np.array(E, dtype=float)
    n = np.sqrt(np.sum(out**2, axis=1))
    out[n > 0] /= n[n > 0, None]
    return out
