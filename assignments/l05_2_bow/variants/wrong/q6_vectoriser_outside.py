# expect: fails q6
# says: whole pipeline|max_features
# why: the vectoriser is fitted before the search
def search(pipeline, texts, labels):
    X = pipeline[:-1].fit_transform(texts)
    return GridSearchCV(pipeline[-1], {"C": [0.1, 1, 10]}, cv=3).fit(X, labels)
