# expect: fails q5
# says: raised ValueError|vocabulary|learn
# why: transform fits anew
class Vectorizer(TfidfVectorizer):
    def transform(self, texts):
        return super().fit_transform(texts)


def make_pipeline():
    return Pipeline([("tfidf", Vectorizer()), ("classifier", LogisticRegression(max_iter=1000))])
