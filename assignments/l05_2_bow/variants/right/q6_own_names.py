# why: names of the own pipeline, list of grids
from sklearn.model_selection import StratifiedKFold


def search(pipeline, texts, labels):
    grid = [
        {"tfidf__max_features": [1000], "tfidf__ngram_range": [(1, 1), (1, 3)], "tfidf__binary": [True, False]},
        {"tfidf__max_features": np.array([200, 400]), "tfidf__ngram_range": [(1, 2)], "tfidf__binary": [True]},
    ]
    folds = StratifiedKFold(n_splits=3, shuffle=True, random_state=0)
    return GridSearchCV(estimator=pipeline, param_grid=grid, cv=folds, return_train_score=True).fit(texts, labels)
