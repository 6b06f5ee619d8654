# why: WordNet's morphy itself; words that it does not know stay
from nltk.corpus import wordnet as wn


def stem(tokens):
    stemmer = PorterStemmer()
    return list(map(stemmer.stem, tokens))


def lemmatize(tokens_with_pos):
    pos = {"NOUN": wn.NOUN, "VERB": wn.VERB, "ADJ": wn.ADJ, "ADV": wn.ADV}
    return [(wn.morphy(token, pos[tag]) if tag in pos else None) or token for token, tag in tokens_with_pos]
