# why: tokens joined to strings, and a vectoriser that only cuts at spaces
def features(texts, mode):
    if mode == "raw":
        return list(texts)
    tokens = [clean(text) for text in texts]
    if mode == "lemma":
        tokens = [lemmatize(tag(words)) for words in tokens]
    return [" ".join(words) for words in tokens]


def fit_classifier(texts, labels, mode):
    pipeline = make_pipeline(CountVectorizer(analyzer=str.split), LogisticRegression(solver="liblinear"))
    return pipeline.fit(features(texts, mode), labels)


model = fit_classifier(train_texts, y_train, "lemma")
