# why: eigenvectors of the covariance, largest last


def pca_2d(E):
    centred = (E - E.mean(dim=0, keepdim=True)).double()
    vectors = torch.linalg.eigh(centred.T @ centred)[1]
    return centred @ vectors[:, [-1, -2]]
