# expect: fails q3
# says: above 0|zeros and ones|1 for
# why: 1 for words that do not occur
def binary(counts):
    return sp.csr_matrix((counts.toarray() == 0).astype(int))
