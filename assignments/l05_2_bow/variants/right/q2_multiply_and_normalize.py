# why: multiply by rows, normalise by scikit-learn, COO and CSC on the way
from sklearn.preprocessing import normalize


def tf_idf(counts):
    df = np.asarray((counts.tocsc() != 0).sum(axis=0)).reshape(1, -1)
    idf = np.log(1 + counts.shape[0]) - np.log(1 + df) + 1
    return sp.csr_matrix(normalize(sp.csr_matrix(counts).multiply(idf).tocsr(), norm="l2", axis=1))
