# why: NumPy throughout


def pca_2d(E):
    E = np.asarray(E)
    centred = E - E.mean(axis=0)
    U, S, Vt = np.linalg.svd(centred, full_matrices=False)
    return U[:, :2] * S[:2]
