# expect: fails q4.test_porter_stems
# says: Porter
# why: another stemmer
from nltk.stem import LancasterStemmer


def stem(tokens):
    stemmer = LancasterStemmer()
    return [stemmer.stem(token) for token in tokens]


def lemmatize(tokens_with_pos):
    lemmatizer = WordNetLemmatizer()
    letters = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
    return [lemmatizer.lemmatize(t, letters[tag]) if tag in letters else t for t, tag in tokens_with_pos]
