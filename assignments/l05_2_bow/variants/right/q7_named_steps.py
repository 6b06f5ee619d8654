# why: by the own names of steps, sorted pairs
def top_features(pipeline, n):
    if n <= 0:
        raise ValueError("n should be at least 1")
    names = pipeline.named_steps["tfidf"].get_feature_names_out()
    model = pipeline.named_steps["classifier"]
    rows = list(model.coef_) if len(model.coef_) > 1 else [-model.coef_[0], model.coef_[0]]
    result = {}
    for label, row in zip(model.classes_, rows):
        ranked = sorted(zip(row, names), reverse=True)
        result[label] = [name for _, name in ranked[:n]]
    return result
