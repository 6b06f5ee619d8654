# expect: fails q1
# says: list of words
# why: the cleaned text, not cut into words
import re


def clean(text):
    return re.sub(r"[^a-z ]", "", text.lower())
