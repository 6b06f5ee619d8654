# expect: fails q7
# says: weights|words
# why: names of a vectoriser that was fitted anew
def top_features(pipeline, n):
    if n < 1:
        raise ValueError("n should be at least 1")
    names = CountVectorizer(ngram_range=(1, 2), max_features=pipeline[-1].coef_.shape[1]).fit(texts).get_feature_names_out()
    clf = pipeline[-1]
    rows = np.vstack([-clf.coef_, clf.coef_]) if len(clf.classes_) == 2 else clf.coef_
    return {
        label: [str(names[j]) for j in np.argsort(-row, kind="stable")[:n]]
        for label, row in zip(clf.classes_.tolist(), rows, strict=True)
    }
