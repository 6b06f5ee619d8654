# expect: fails q1.test_no_words_are_refused
# says: vocabulary
# why: no vocabulary gives an empty matrix
def count_matrix(texts, **options):
    vectorizer = CountVectorizer(**options)
    try:
        return vectorizer.fit_transform(texts), vectorizer.get_feature_names_out()
    except ValueError:
        return sp.csr_matrix((len(texts), 0)), []
