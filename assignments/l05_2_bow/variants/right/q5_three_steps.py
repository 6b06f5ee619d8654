# why: counts, then tf-idf
from sklearn.feature_extraction.text import TfidfTransformer


def make_pipeline():
    return Pipeline(
        [
            ("count", CountVectorizer(ngram_range=(1, 2), stop_words="english")),
            ("weigh", TfidfTransformer(sublinear_tf=True)),
            ("clf", LogisticRegression(C=10, solver="liblinear")),
        ]
    )
