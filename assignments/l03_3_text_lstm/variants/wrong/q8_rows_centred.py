# expect: fails q8
# says: mean|off
# why: the mean of each row is subtracted


def pca_2d(E):
    centred = E - E.mean(dim=1, keepdim=True)
    Vt = torch.linalg.svd(centred, full_matrices=False)[2]
    return centred @ Vt[:2].T
