# expect: fails q5.test_each_pipeline_is_new
# says: another one was fitted|knows words
# why: the same pipeline in each call
only_one = Pipeline([("tfidf", TfidfVectorizer()), ("classifier", LogisticRegression(max_iter=1000))])


def make_pipeline():
    return only_one
