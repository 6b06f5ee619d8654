# why: tf-idf of single words
model = Pipeline([("v", TfidfVectorizer()), ("c", LogisticRegression())]).fit(texts, labels)
