# expect: fails q2.test_equals_sklearn, q2.test_empty_rows_stay_zero
# says: length|off
# why: columns of length 1
def tf_idf(counts):
    counts = sp.csr_matrix(counts, dtype=np.float64, copy=True)
    df = np.asarray((counts > 0).sum(axis=0)).ravel()
    weights = counts @ sp.diags(np.log((1 + counts.shape[0]) / (1 + df)) + 1)
    norms = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=0)).ravel())
    norms[norms == 0] = 1
    return (weights @ sp.diags(1 / norms)).tocsr()
