# expect: fails q6.test_scores_are_of_held_out_folds
# says: drawn by lot
# why: each fold is predicted by who has seen it
def search(pipeline, texts, labels):
    step = pipeline.steps[0][0]
    grid = {f"{step}__max_features": [500, None], f"{step}__ngram_range": [(1, 1), (1, 2)], f"{step}__binary": [False, True]}
    everything = np.arange(len(texts))
    return GridSearchCV(pipeline, grid, cv=[(everything, everything)]).fit(texts, labels)
