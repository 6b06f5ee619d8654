# expect: fails q6.test_rows_have_length_one_or_zero
# says: row
# why: one length for the whole matrix

def normalize_rows(E):
    return E / np.linalg.norm(E)
