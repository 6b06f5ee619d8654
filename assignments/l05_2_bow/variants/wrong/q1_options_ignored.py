# expect: fails q1.test_options_are_passed_on
# says: options
# why: options are taken and forgotten
def count_matrix(texts, **options):
    vectorizer = CountVectorizer()
    return vectorizer.fit_transform(texts), vectorizer.get_feature_names_out()
