# why: scikit-learn's PCA

from sklearn.decomposition import PCA


def pca_2d(E):
    return PCA(n_components=2).fit_transform(np.asarray(E))
