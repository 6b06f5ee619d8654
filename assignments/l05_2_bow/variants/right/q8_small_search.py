# why: the best of a small search
step = Pipeline([("v", TfidfVectorizer(min_df=2, ngram_range=(1, 2))), ("c", LogisticRegression(max_iter=1000))])
model = GridSearchCV(step, {"v__binary": [True, False], "c__C": [1, 10]}, cv=3).fit(texts, labels)
