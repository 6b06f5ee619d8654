# expect: fails q5
# says: vocabulary|learn
# why: transform fits anew, cut to the width of before
class Vectorizer(TfidfVectorizer):
    def transform(self, texts):
        width = len(self.vocabulary_)
        matrix = super().fit_transform(texts)
        matrix.resize(len(texts), width)
        return matrix


def make_pipeline():
    return Pipeline([("tfidf", Vectorizer()), ("classifier", LogisticRegression(max_iter=1000))])
