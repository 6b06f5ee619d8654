# expect: fails q6
# says: shape
# why: rows of zeros are left out

def normalize_rows(E):
    E = E[np.abs(E).sum(axis=1) > 0]
    return E / np.linalg.norm(E, axis=1, keepdims=True)
