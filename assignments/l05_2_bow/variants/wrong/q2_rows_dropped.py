# expect: fails q2.test_empty_rows_stay_zero
# says: shape
# why: rows without words are left out
def tf_idf(counts):
    counts = sp.csr_matrix(counts, dtype=np.float64, copy=True)
    counts = counts[np.flatnonzero(np.diff(counts.indptr))]
    df = np.asarray((counts > 0).sum(axis=0)).ravel()
    weights = counts @ sp.diags(np.log((1 + counts.shape[0]) / (1 + df)) + 1)
    norms = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    return (sp.diags(1 / norms) @ weights).tocsr()
