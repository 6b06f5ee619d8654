# expect: fails q5.test_a_pipeline_from_texts_to_labels, q5.test_nothing_is_fitted_on_other_texts, q5.test_words_are_learnt_in_fit, q5.test_each_pipeline_is_new, q5.test_ends_in_logistic_regression
# says: Pipeline
# why: a tuple of steps
def make_pipeline():
    return TfidfVectorizer(), LogisticRegression(max_iter=1000)
