# expect: fails q8.test_model_judges_new_reviews
# says: accuracy
# why: fitted on fifty reviews
def features(texts, mode):
    if mode == "raw":
        return [text.split() for text in texts]
    tokens = [clean(text) for text in texts]
    return tokens if mode == "clean" else [lemmatize(tag(words)) for words in tokens]


def fit_classifier(texts, labels, mode):
    return make_pipeline(CountVectorizer(analyzer=list), LogisticRegression()).fit(features(texts, mode), labels)


model = fit_classifier(train_texts[:50], y_train[:50], "lemma")
