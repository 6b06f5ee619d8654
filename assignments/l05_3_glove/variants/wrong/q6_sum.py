# expect: fails q6.test_rows_have_length_one_or_zero
# says: row
# why: divided by the sum of the absolute values

def normalize_rows(E):
    total = np.abs(E).sum(axis=1, keepdims=True)
    return E / np.where(total > 0, total, 1)
