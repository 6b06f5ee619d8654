# expect: fails q6.test_rows_have_length_one_or_zero
# says: row
# why: 0.1 added to each length

def normalize_rows(E):
    return E / (np.linalg.norm(E, axis=1, keepdims=True) + 0.1)
