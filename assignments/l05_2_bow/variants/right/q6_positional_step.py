# why: step found by its type, jobs in parallel
def search(pipeline, texts, labels):
    name = next(name for name, step in pipeline.steps if isinstance(step, CountVectorizer))
    grid = {name + "__max_features": (300, 3000), name + "__ngram_range": ((1, 1), (1, 2)), name + "__binary": (True, False)}
    searcher = GridSearchCV(pipeline, grid, cv=3, n_jobs=2, scoring="f1_macro")
    searcher.fit(texts, labels)
    return searcher
