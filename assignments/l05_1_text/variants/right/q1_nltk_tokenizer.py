# why: NLTK's regular-expression tokenizer on text without tags and links
import re

from nltk.tokenize import RegexpTokenizer


def clean(text):
    text = re.sub(r"<[^>]+>|http\S+", " ", text)
    return RegexpTokenizer(r"\w+(?:'\w+)?").tokenize(text.lower())
