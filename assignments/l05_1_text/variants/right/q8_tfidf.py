# why: tf-idf weights, a mapping of functions
from sklearn.feature_extraction.text import TfidfVectorizer


def features(texts, mode):
    steps = {"raw": str.split, "clean": clean, "lemma": lambda text: lemmatize(tag(clean(text)))}
    return list(map(steps[mode], texts))


def fit_classifier(texts, labels, mode):
    vectoriser = TfidfVectorizer(tokenizer=lambda tokens: tokens, preprocessor=lambda tokens: tokens, token_pattern=None)
    return make_pipeline(vectoriser, LogisticRegression(C=5.0, max_iter=1000)).fit(features(texts, mode), labels)


model = fit_classifier(train_texts, y_train, "lemma")
