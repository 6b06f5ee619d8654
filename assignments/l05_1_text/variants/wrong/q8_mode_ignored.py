# expect: fails q8.test_modes, q8.test_lemmas_beat_raw_text
# says: gain of lemmas
# why: the same tokens in each mode
def features(texts, mode):
    return [lemmatize(tag(clean(text))) for text in texts]


def fit_classifier(texts, labels, mode):
    return make_pipeline(CountVectorizer(analyzer=list), LogisticRegression()).fit(features(texts, mode), labels)


model = fit_classifier(train_texts, y_train, "lemma")
