# expect: fails q8.test_rows_are_centred
# says: mean
# why: the columns' means stay in


def pca_2d(E):
    centred = E.clone()
    Vt = torch.linalg.svd(centred, full_matrices=False)[2]
    return centred @ Vt[:2].T
