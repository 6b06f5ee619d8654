# expect: fails q4.test_unknown_words_stay
# says: left out
# why: words that morphy does not know are left out
from nltk.corpus import wordnet as wn


def stem(tokens):
    porter = PorterStemmer()
    return [porter.stem(token) for token in tokens]


def lemmatize(tokens_with_pos):
    pos = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
    lemmas = [wn.morphy(token, pos.get(tag, "n")) for token, tag in tokens_with_pos]
    return [lemma for lemma in lemmas if lemma]
