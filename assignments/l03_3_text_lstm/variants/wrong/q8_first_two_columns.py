# expect: fails q8.test_coordinates_on_the_first_two_components
# says: off
# why: the first two columns of the table, no components


def pca_2d(E):
    return (E - E.mean(dim=0))[:, :2]
