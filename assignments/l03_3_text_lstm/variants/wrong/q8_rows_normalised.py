# expect: fails q8
# says: off
# why: rows are scaled to length 1


def pca_2d(E):
    centred = E - E.mean(dim=0)
    centred = centred / centred.norm(dim=1, keepdim=True)
    Vt = torch.linalg.svd(centred, full_matrices=False)[2]
    return centred @ Vt[:2].T
