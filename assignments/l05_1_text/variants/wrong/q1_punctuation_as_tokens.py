# expect: fails q1.test_a_plain_sentence, q1.test_punctuation_is_gone, q1.test_no_words_no_tokens
# says: punctuation
# why: marks cut off, but kept as tokens of their own
import re


def clean(text):
    return re.findall(r"\w+|[^\w\s]+", text.lower())
