# why: works on the stored values of a copy
def tf_idf(counts):
    t = counts.tocsr().astype(np.float64).copy()
    t.eliminate_zeros()
    df = np.bincount(t.indices, minlength=t.shape[1])
    t.data *= (np.log((1 + t.shape[0]) / (1 + df)) + 1)[t.indices]
    rows = np.repeat(np.arange(t.shape[0]), np.diff(t.indptr))
    norms = np.sqrt(np.bincount(rows, weights=t.data**2, minlength=t.shape[0]))
    t.data /= norms[rows]
    return t
