# expect: fails q8.test_modes, q8.test_model_judges_new_reviews, q8.test_lemmas_beat_raw_text
# says: base form
# why: forgets to lemmatise
def features(texts, mode):
    return [text.split() if mode == "raw" else clean(text) for text in texts]


def fit_classifier(texts, labels, mode):
    return make_pipeline(CountVectorizer(analyzer=list), LogisticRegression()).fit(features(texts, mode), labels)


model = fit_classifier(train_texts, y_train, "lemma")
