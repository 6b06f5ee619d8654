# expect: fails q8.test_beats_raw_counts
# says: tf-idf
# why: raw counts of words
model = Pipeline([("v", CountVectorizer(min_df=2)), ("c", LogisticRegression(max_iter=1000))]).fit(texts, labels)
