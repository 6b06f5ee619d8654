# expect: fails q4.test_unknown_words_stay
# says: does not know
# why: words that the dictionary does not know lose their endings
from nltk.corpus import wordnet as wn


def stem(tokens):
    porter = PorterStemmer()
    return [porter.stem(token) for token in tokens]


def lemmatize(tokens_with_pos):
    pos, porter = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}, PorterStemmer()
    return [
        wn.morphy(token, pos[tag]) or porter.stem(token) if tag in pos else token for token, tag in tokens_with_pos
    ]
