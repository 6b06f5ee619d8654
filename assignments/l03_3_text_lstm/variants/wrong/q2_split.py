# expect: fails q2.test_punctuation_is_left_out, q2.test_apostrophes_stay_inside_words, q2.test_numbers_and_empty_texts
# says: punctuation
# why: split() at white space


def tokenize(text):
    return text.lower().split()
