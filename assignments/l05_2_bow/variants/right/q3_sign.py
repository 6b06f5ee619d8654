# why: the sign of a count
def binary(counts):
    return sp.csr_array(counts).sign().astype(np.int8)
