# expect: fails q1.test_counts_and_names_belong_together, q1.test_options_are_passed_on
# says: column
# why: names in the order in which words were found
def count_matrix(texts, **options):
    vectorizer = CountVectorizer(**options)
    return vectorizer.fit_transform(texts), list(vectorizer.vocabulary_)
