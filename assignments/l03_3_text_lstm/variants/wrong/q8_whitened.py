# expect: fails q8.test_coordinates_on_the_first_two_components
# says: off
# why: U without S: both axes spread alike


def pca_2d(E):
    centred = E - E.mean(dim=0)
    return torch.linalg.svd(centred, full_matrices=False)[0][:, :2]
