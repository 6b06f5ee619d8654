# expect: fails q8.test_modes
# says: empty one
# why: texts without tokens are left out
def features(texts, mode):
    if mode == "raw":
        tokens = [text.split() for text in texts]
    else:
        tokens = [clean(text) for text in texts]
    tokens = [words for words in tokens if words]
    return [lemmatize(tag(words)) for words in tokens] if mode == "lemma" else tokens


def fit_classifier(texts, labels, mode):
    return make_pipeline(CountVectorizer(analyzer=list), LogisticRegression()).fit(features(texts, mode), labels)


model = fit_classifier(train_texts, y_train, "lemma")
