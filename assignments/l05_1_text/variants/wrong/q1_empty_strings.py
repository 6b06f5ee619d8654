# expect: fails q1.test_a_plain_sentence, q1.test_punctuation_is_gone, q1.test_no_words_no_tokens
# says: empty
# why: re.split leaves empty strings at the ends
import re


def clean(text):
    return re.split(r"[^a-z]+", text.lower())
