# why: scikit-learn's function of the same name
import sklearn.pipeline


def make_pipeline():
    return sklearn.pipeline.make_pipeline(CountVectorizer(binary=True), LogisticRegression(max_iter=500))
