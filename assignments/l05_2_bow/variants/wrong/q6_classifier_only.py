# expect: fails q6.test_three_parameters_are_searched
# says: max_features
# why: searches C of the classifier
def search(pipeline, texts, labels):
    return GridSearchCV(pipeline, {f"{pipeline.steps[-1][0]}__C": [0.1, 1, 10]}, cv=3).fit(texts, labels)
