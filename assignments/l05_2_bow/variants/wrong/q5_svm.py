# expect: fails q5.test_ends_in_logistic_regression
# says: LogisticRegression
# why: another classifier
def make_pipeline():
    return Pipeline([("tfidf", TfidfVectorizer()), ("classifier", LinearSVC())])
