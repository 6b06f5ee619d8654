# why: naive Bayes on binary pairs
model = Pipeline([("v", CountVectorizer(ngram_range=(1, 2), min_df=2, binary=True)), ("c", MultinomialNB())])
model.fit(texts, labels)
