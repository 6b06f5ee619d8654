# expect: fails q1.test_a_plain_sentence, q1.test_words_are_lower_case
# says: lower case
# why: words as they are spelt
import re


def clean(text):
    return re.findall(r"[A-Za-z]+", text)
