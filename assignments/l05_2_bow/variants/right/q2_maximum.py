# why: lengths of at least a tiny number
def tf_idf(counts):
    counts = sp.csr_array(counts).astype(float)
    df = (counts > 0).sum(axis=0)
    w = counts.multiply((np.log((1 + counts.shape[0]) / (1 + df)) + 1)[None, :])
    norms = np.sqrt(w.multiply(w).sum(axis=1))
    return sp.csr_array(w.multiply(1 / np.maximum(norms, 1e-300)[:, None]))
