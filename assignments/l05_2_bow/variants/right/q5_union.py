# why: words and pieces of words
from sklearn.pipeline import FeatureUnion


def make_pipeline():
    words, pieces = TfidfVectorizer(min_df=2), TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), min_df=3)
    return Pipeline([("bag", FeatureUnion([("w", words), ("c", pieces)])), ("lr", LogisticRegression(max_iter=1000))])
