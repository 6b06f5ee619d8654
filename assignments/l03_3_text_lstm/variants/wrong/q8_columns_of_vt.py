# expect: fails q8
# says: off|shape
# why: columns of Vt in place of its rows


def pca_2d(E):
    centred = E - E.mean(dim=0)
    Vt = torch.linalg.svd(centred, full_matrices=False)[2]
    return centred @ Vt[:, :2]
