# expect: fails q1
# says: shape
# why: words as rows
def count_matrix(texts, **options):
    vectorizer = CountVectorizer(**options)
    return vectorizer.fit_transform(texts).T.tocsr(), vectorizer.get_feature_names_out()
