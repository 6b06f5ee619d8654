# why: at most 1
def binary(counts):
    counts = sp.csr_matrix(counts)
    return sp.csr_matrix((np.minimum(counts.data, 1), counts.indices, counts.indptr), shape=counts.shape)
