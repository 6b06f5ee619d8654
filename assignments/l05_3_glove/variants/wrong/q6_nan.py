# expect: fails q6.test_rows_have_length_one_or_zero
# says: NaN
# why: rows of zeros give NaN

def normalize_rows(E):
    return E / np.linalg.norm(E, axis=1, keepdims=True)
