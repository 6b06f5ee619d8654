# expect: fails q5
# says: Pipeline|two or more|raised
# why: no vectoriser
def make_pipeline():
    return Pipeline([("classifier", LogisticRegression(max_iter=1000))])
