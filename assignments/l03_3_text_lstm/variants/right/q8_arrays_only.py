# why: an answer for arrays only


def pca_2d(E):
    if not isinstance(E, np.ndarray):
        raise TypeError("an array, please")
    centred = E - E.mean(axis=0, keepdims=True)
    return centred.dot(np.linalg.svd(centred)[2][:2].T)
