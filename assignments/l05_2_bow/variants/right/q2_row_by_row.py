# why: a loop over rows
def tf_idf(counts):
    counts = sp.csr_matrix(counts)
    df = counts.getnnz(axis=0)
    idf = np.log((1 + counts.shape[0]) / (1 + df)) + 1
    out = counts.astype(float)
    for i in range(counts.shape[0]):
        part = slice(counts.indptr[i], counts.indptr[i + 1])
        w = counts.data[part] * idf[counts.indices[part]]
        length = np.sqrt((w**2).sum())
        out.data[part] = w / length if length > 0 else 0.0
    return out
