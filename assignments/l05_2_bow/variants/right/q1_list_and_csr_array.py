# why: names as a list, counts as a csr_array
def count_matrix(texts, **options):
    vectorizer = CountVectorizer(**options).fit(texts)
    return sp.csr_array(vectorizer.transform(texts)), list(vectorizer.get_feature_names_out())
