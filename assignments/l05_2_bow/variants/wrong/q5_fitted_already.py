# expect: fails q5.test_each_pipeline_is_new
# says: knows words
# why: fitted before it is returned
def make_pipeline():
    pipeline = Pipeline([("tfidf", TfidfVectorizer()), ("classifier", LogisticRegression(max_iter=1000))])
    return pipeline.fit(texts, labels)
