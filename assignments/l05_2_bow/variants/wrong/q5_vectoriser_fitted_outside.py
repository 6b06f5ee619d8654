# expect: fails q5.test_words_are_learnt_in_fit
# says: learn the words
# why: a fitted vectoriser as a function
from sklearn.preprocessing import FunctionTransformer

everything = TfidfVectorizer().fit(texts + val_texts)


def make_pipeline():
    return Pipeline(
        [("tfidf", FunctionTransformer(everything.transform)), ("classifier", LogisticRegression(max_iter=1000))]
    )
