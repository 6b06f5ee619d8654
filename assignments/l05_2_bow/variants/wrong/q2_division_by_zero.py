# expect: fails q2.test_empty_rows_stay_zero, q2.test_weights_stay_sparse
# says: NaN|MB
# why: rows without words are divided by 0
def tf_idf(counts):
    counts = counts.toarray().astype(float)
    idf = np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1
    weights = counts * idf
    with np.errstate(all="ignore"):
        return sp.csr_matrix(weights / np.sqrt((weights**2).sum(axis=1, keepdims=True)))
