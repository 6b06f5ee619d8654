# why: the largest stand last in the list
def top_features(pipeline, n):
    if n < 1:
        raise ValueError("n >= 1")
    vectorizer, clf = pipeline.steps[0][1], pipeline.steps[-1][1]
    names, coef = vectorizer.get_feature_names_out(), clf.coef_
    if coef.shape[0] == 1:
        order = coef[0].argsort()
        return {clf.classes_[0]: list(names[order[:n]]), clf.classes_[1]: list(names[order[-n:]])}
    return {c: names[coef[k].argsort()[-n:]].tolist() for k, c in enumerate(clf.classes_)}
