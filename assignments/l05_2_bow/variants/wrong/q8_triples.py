# expect: fails q8.test_sorts_new_mail, q8.test_beats_raw_counts, q8.test_sorts_both_kinds
# says: least
# why: nothing but triples
model = Pipeline([("v", TfidfVectorizer(ngram_range=(3, 3))), ("c", LogisticRegression(max_iter=1000))]).fit(texts, labels)
