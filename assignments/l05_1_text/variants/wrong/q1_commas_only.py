# expect: fails q1.test_punctuation_is_gone, q1.test_no_words_no_tokens
# says: punctuation
# why: only full stops, commas and exclamation marks are thought of
def clean(text):
    for mark in ".,!":
        text = text.replace(mark, " ")
    return text.lower().split()
