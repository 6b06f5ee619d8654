# expect: fails q3.test_stays_sparse
# says: MB of memory
# why: sparse again after a dense array
def binary(counts):
    return sp.csr_matrix((counts.toarray() > 0).astype(int))
