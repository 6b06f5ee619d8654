# why: scikit-learn does it
from sklearn.feature_extraction.text import TfidfTransformer


def tf_idf(counts):
    return TfidfTransformer().fit_transform(counts)
