# expect: fails q2.test_empty_rows_stay_zero
# says: NaN
# why: rows without words are multiplied by infinity
def tf_idf(counts):
    counts = sp.csr_matrix(counts, dtype=np.float64, copy=True)
    df = np.asarray((counts > 0).sum(axis=0)).ravel()
    weights = counts @ sp.diags(np.log((1 + counts.shape[0]) / (1 + df)) + 1)
    norms = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    with np.errstate(all="ignore"):
        weights = weights.tolil()
        for i in np.flatnonzero(norms == 0):
            weights[i, 0] = 0.0 / norms[i]
        norms[norms == 0] = 1
    return (sp.diags(1 / norms) @ weights.tocsr()).tocsr()
