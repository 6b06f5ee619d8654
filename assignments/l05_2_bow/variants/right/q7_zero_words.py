# why: what n below 1 means is left open
def top_features(pipeline, n):
    names = pipeline[0].get_feature_names_out()
    clf = pipeline[-1]
    rows = np.vstack([-clf.coef_, clf.coef_]) if len(clf.classes_) == 2 else clf.coef_
    return {
        label: [str(names[j]) for j in np.argsort(-row, kind="stable")[:n]]
        for label, row in zip(clf.classes_.tolist(), rows, strict=True)
    }
