# expect: fails q6.test_pipeline_stays_unfitted
# says: clone
# why: fits the pipeline itself as well
def search(pipeline, texts, labels):
    step = pipeline.steps[0][0]
    grid = {f"{step}__max_features": [500, None], f"{step}__ngram_range": [(1, 1), (1, 2)], f"{step}__binary": [False, True]}
    found = GridSearchCV(pipeline, grid, cv=3).fit(texts, labels)
    pipeline.set_params(**found.best_params_).fit(texts, labels)
    return found
