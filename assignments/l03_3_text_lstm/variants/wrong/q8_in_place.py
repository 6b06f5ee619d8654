# expect: fails q8.test_matrix_is_left_alone
# says: changed
# why: the caller's matrix is centred


def pca_2d(E):
    E -= E.mean(dim=0)
    centred = E
    Vt = torch.linalg.svd(centred, full_matrices=False)[2]
    return centred @ Vt[:2].T
