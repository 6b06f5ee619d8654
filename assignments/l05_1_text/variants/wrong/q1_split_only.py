# expect: fails q1.test_a_plain_sentence, q1.test_punctuation_is_gone, q1.test_no_words_no_tokens
# says: punctuation
# why: split() keeps the marks that touch a word
def clean(text):
    return text.lower().split()
