# why: two classes are all that the question names
def top_features(pipeline, n):
    if n < 1:
        raise ValueError("n should be at least 1")
    names = pipeline[0].get_feature_names_out()
    order = pipeline[-1].coef_[0].argsort()
    first, second = pipeline.classes_[0], pipeline.classes_[-1]
    return {first: [str(x) for x in names[order[:n]]], second: [str(x) for x in names[order[-n:]]]}
