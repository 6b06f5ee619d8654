# expect: fails q7.test_largest_weights_for_spam, q7.test_smallest_weights_for_other_mail
# says: largest|negative
# why: smallest weights first
def top_features(pipeline, n):
    if n < 1:
        raise ValueError("n should be at least 1")
    names = pipeline[0].get_feature_names_out()
    clf = pipeline[-1]
    rows = np.vstack([-clf.coef_, clf.coef_]) if len(clf.classes_) == 2 else clf.coef_
    return {
        label: [str(names[j]) for j in np.argsort(row)[:n]]
        for label, row in zip(clf.classes_.tolist(), rows, strict=True)
    }
