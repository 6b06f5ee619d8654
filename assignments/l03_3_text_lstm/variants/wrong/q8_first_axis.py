# expect: fails q8
# says: shape
# why: the first axis is taken for the components


def pca_2d(E):
    centred = E - E.mean(dim=0)
    Vt = torch.linalg.svd(centred, full_matrices=False)[2]
    return centred.T @ torch.linalg.svd(centred)[0][:, :2]
