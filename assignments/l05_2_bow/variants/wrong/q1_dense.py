# expect: fails q1
# says: dense array
# why: toarray()
def count_matrix(texts, **options):
    vectorizer = CountVectorizer(**options)
    return vectorizer.fit_transform(texts).toarray(), vectorizer.get_feature_names_out()
