# expect: fails q6
# says: fitted|best_params
# why: not fitted
def search(pipeline, texts, labels):
    step = pipeline.steps[0][0]
    grid = {f"{step}__max_features": [500, None], f"{step}__ngram_range": [(1, 1), (1, 2)], f"{step}__binary": [False, True]}
    return GridSearchCV(pipeline, grid, cv=3)
