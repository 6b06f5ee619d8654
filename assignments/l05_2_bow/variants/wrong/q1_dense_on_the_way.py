# expect: fails q1.test_counting_stays_sparse
# says: MB of memory
# why: sparse again after a dense array
def count_matrix(texts, **options):
    vectorizer = CountVectorizer(**options)
    counts = vectorizer.fit_transform(texts).toarray()
    return sp.csr_matrix(counts), vectorizer.get_feature_names_out()
