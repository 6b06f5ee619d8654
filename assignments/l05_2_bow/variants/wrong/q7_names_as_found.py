# expect: fails q7.test_largest_weights_for_spam, q7.test_smallest_weights_for_other_mail
# says: column
# why: names in the order of the vocabulary dict
def top_features(pipeline, n):
    if n < 1:
        raise ValueError("n should be at least 1")
    names = list(pipeline[0].vocabulary_)
    clf = pipeline[-1]
    rows = np.vstack([-clf.coef_, clf.coef_]) if len(clf.classes_) == 2 else clf.coef_
    return {
        label: [str(names[j]) for j in np.argsort(-row, kind="stable")[:n]]
        for label, row in zip(clf.classes_.tolist(), rows, strict=True)
    }
