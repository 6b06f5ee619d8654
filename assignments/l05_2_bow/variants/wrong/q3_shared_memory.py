# expect: fails q3.test_counts_are_left_alone
# says: changed its argument
# why: csr_matrix(counts) shares the values
def binary(counts):
    result = counts.__class__(counts)
    result.data[:] = 1
    return result
