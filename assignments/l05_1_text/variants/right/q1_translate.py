# why: punctuation by str.translate, then split
import string


def clean(text):
    table = str.maketrans(string.punctuation, " " * len(string.punctuation))
    return text.lower().translate(table).split()
