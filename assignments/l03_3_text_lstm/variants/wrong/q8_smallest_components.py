# expect: fails q8.test_coordinates_on_the_first_two_components
# says: off
# why: eigh sorts upwards: these are the last components


def pca_2d(E):
    centred = E - E.mean(dim=0)
    return centred @ torch.linalg.eigh(centred.T @ centred)[1][:, :2]
