# expect: fails q8
# says: (look at|part of speech|parts of speech)
# why: lemmas of nouns only
def features(texts, mode):
    if mode == "raw":
        return [text.split() for text in texts]
    tokens = [clean(text) for text in texts]
    return tokens if mode == "clean" else [lemmatize([(t, "NOUN") for t in words]) for words in tokens]


def fit_classifier(texts, labels, mode):
    return make_pipeline(CountVectorizer(analyzer=list), LogisticRegression()).fit(features(texts, mode), labels)


model = fit_classifier(train_texts, y_train, "lemma")
