# expect: fails q2.test_weights_stay_sparse
# says: MB of memory
# why: a dense array on the way
def tf_idf(counts):
    dense = counts.toarray().astype(float)
    weights = dense * (np.log((1 + len(dense)) / (1 + (dense > 0).sum(axis=0))) + 1)
    norms = np.sqrt((weights**2).sum(axis=1, keepdims=True))
    return sp.csr_matrix(weights / np.where(norms == 0, 1, norms))
