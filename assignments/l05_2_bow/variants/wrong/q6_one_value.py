# expect: fails q6.test_three_parameters_are_searched
# says: at least two
# why: one value for each parameter
def search(pipeline, texts, labels):
    step = pipeline.steps[0][0]
    grid = {f"{step}__max_features": [1000], f"{step}__ngram_range": [(1, 2)], f"{step}__binary": [True]}
    return GridSearchCV(pipeline, grid, cv=3).fit(texts, labels)
