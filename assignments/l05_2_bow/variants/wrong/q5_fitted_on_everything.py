# expect: fails q5
# says: no text in fit|words of the texts
# why: the vocabulary comes from training and validation mails
everything = CountVectorizer().fit(texts + val_texts)


def make_pipeline():
    vectorizer = TfidfVectorizer(vocabulary=everything.vocabulary_)
    return Pipeline([("tfidf", vectorizer), ("classifier", LogisticRegression(max_iter=1000))])
