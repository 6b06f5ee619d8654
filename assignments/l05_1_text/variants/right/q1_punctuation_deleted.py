# why: the common idiom that deletes punctuation, in one go with numbers
import re


def clean(text):
    text = re.sub(r"<.*?>", " ", text.lower())
    text = re.sub(r"http\S+|www\S+", "", text)
    return re.sub(r"[^a-z\s]", "", text).split()
