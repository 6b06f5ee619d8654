# expect: fails q6.test_matrix_is_left_alone
# says: changed
# why: E itself is changed

def normalize_rows(E):
    lengths = np.linalg.norm(E, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    E /= lengths
    return E
