# expect: fails q2.test_equals_sklearn
# says: ones above and below
# why: N / df, guarded against df = 0
def tf_idf(counts):
    counts = sp.csr_matrix(counts, dtype=np.float64, copy=True)
    df = np.asarray((counts > 0).sum(axis=0)).ravel()
    idf = np.log(counts.shape[0] / np.maximum(df, 1)) + 1
    weights = counts @ sp.diags(idf)
    norms = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    return (sp.diags(1 / norms) @ weights).tocsr()
