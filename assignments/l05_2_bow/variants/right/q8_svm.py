# why: a linear SVM on pairs, too
model = Pipeline([("v", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)), ("c", LinearSVC(C=0.5))])
model.fit(texts + val_texts, np.concatenate([labels, val_labels]))
