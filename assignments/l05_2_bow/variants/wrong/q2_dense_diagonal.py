# expect: fails q2.test_weights_stay_sparse
# says: MB of memory
# why: a dense diagonal matrix of the idf
def tf_idf(counts):
    counts = sp.csr_matrix(counts, dtype=np.float64, copy=True)
    df = np.asarray((counts > 0).sum(axis=0)).ravel()
    idf = np.diag(np.log((1 + counts.shape[0]) / (1 + df)) + 1)
    weights = counts @ sp.csr_matrix(idf)
    norms = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    return (sp.diags(1 / norms) @ weights).tocsr()
