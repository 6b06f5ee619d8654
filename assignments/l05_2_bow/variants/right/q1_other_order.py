# why: columns by falling frequency, names with them
def count_matrix(texts, **options):
    vectorizer = CountVectorizer(**options)
    counts = vectorizer.fit_transform(texts)
    order = np.argsort(-np.asarray(counts.sum(axis=0)).ravel(), kind="stable")
    return counts[:, order], vectorizer.get_feature_names_out()[order]
