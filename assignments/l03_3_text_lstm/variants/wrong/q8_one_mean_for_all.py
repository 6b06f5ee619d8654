# expect: fails q8.test_rows_are_centred
# says: mean
# why: one mean for the whole matrix


def pca_2d(E):
    centred = E - E.mean()
    Vt = torch.linalg.svd(centred, full_matrices=False)[2]
    return centred @ Vt[:2].T
