# expect: fails q1.test_counts_and_names_belong_together, q1.test_options_are_passed_on
# says: counts
# why: weights for counts
def count_matrix(texts, **options):
    vectorizer = TfidfVectorizer(**options)
    return vectorizer.fit_transform(texts), vectorizer.get_feature_names_out()
