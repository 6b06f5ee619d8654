# expect: fails q6.test_three_parameters_are_searched
# says: binary
# why: binary is not searched
def search(pipeline, texts, labels):
    step = pipeline.steps[0][0]
    grid = {f"{step}__max_features": [500, None], f"{step}__ngram_range": [(1, 1), (1, 2)]}
    return GridSearchCV(pipeline, grid, cv=3).fit(texts, labels)
