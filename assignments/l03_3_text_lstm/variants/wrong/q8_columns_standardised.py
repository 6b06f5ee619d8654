# expect: fails q8.test_coordinates_on_the_first_two_components
# says: off
# why: columns are scaled to variance 1


def pca_2d(E):
    centred = (E - E.mean(dim=0)) / E.std(dim=0)
    Vt = torch.linalg.svd(centred, full_matrices=False)[2]
    return centred @ Vt[:2].T
