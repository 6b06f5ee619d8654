# why: binary features and a class of one's own
class Classifier:
    def __init__(self, tokens, labels):
        self.vectoriser = CountVectorizer(analyzer=lambda t: t, binary=True)
        self.regression = LogisticRegression(max_iter=500).fit(self.vectoriser.fit_transform(tokens), labels)

    def predict(self, tokens):
        return self.regression.predict(self.vectoriser.transform(tokens))


def features(texts, mode):
    out = []
    for text in texts:
        tokens = text.split() if mode == "raw" else clean(text)
        if mode == "lemma":
            tokens = lemmatize(tag(tokens))
        out.append([token for token in tokens if mode != "lemma" or token not in STOPWORDS])
    return out


def fit_classifier(texts, labels, mode):
    return Classifier(features(texts, mode), labels)


model = fit_classifier(train_texts, y_train, "lemma")
