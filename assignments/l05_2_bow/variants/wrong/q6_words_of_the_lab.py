# expect: fails q6.test_vectoriser_is_part_of_the_search
# says: none of the texts
# why: the vocabulary of the lab is fixed
def search(pipeline, texts, labels):
    step = pipeline.steps[0][0]
    known = CountVectorizer(max_features=3000).fit(val_texts).vocabulary_
    grid = {f"{step}__max_features": [500, None], f"{step}__ngram_range": [(1, 1), (1, 2)], f"{step}__binary": [False, True]}
    grid[f"{step}__vocabulary"] = [known]
    return GridSearchCV(pipeline, grid, cv=3).fit(texts, labels)
