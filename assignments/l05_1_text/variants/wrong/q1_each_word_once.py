# expect: fails q1.test_punctuation_is_gone
# says: two times
# why: a set in disguise
import re


def clean(text):
    return list(dict.fromkeys(re.findall(r"[a-z]+", text.lower())))
