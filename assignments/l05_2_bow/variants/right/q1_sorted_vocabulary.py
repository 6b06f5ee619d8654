# why: names from the vocabulary, sorted by column
def count_matrix(texts, **options):
    vectorizer = CountVectorizer(**options)
    counts = vectorizer.fit_transform(list(texts))
    names = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.get)
    return [counts.astype(np.float64), names]
