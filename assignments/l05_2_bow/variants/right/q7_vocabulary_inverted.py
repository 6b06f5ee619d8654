# why: names by inverting the vocabulary
def top_features(pipeline, n):
    if n < 1:
        raise ValueError("n should be at least 1")
    name = {j: word for word, j in pipeline[0].vocabulary_.items()}
    coef = pd.DataFrame(pipeline[-1].coef_).rename(columns=name)
    if len(coef) == 1:
        coef = pd.concat([-coef, coef])
    coef.index = pipeline.classes_
    return {label: row.nlargest(n).index.tolist() for label, row in coef.iterrows()}
