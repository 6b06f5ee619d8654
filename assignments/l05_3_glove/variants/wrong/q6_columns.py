# expect: fails q6.test_rows_have_length_one_or_zero
# says: row
# why: columns at length 1

def normalize_rows(E):
    lengths = np.linalg.norm(E, axis=0, keepdims=True)
    return E / np.where(lengths > 0, lengths, 1)
