# why: the best words only, chosen in the pipeline
from sklearn.feature_selection import SelectKBest, chi2


def make_pipeline():
    steps = [("v", TfidfVectorizer(max_df=0.9)), ("k", SelectKBest(chi2, k="all")), ("c", LogisticRegression())]
    return Pipeline(steps, memory=None)
