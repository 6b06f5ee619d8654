# why: one generator over all tokens, counted by Counter itself
import itertools


def token_counts(lines, stopwords):
    tokens = itertools.chain.from_iterable(map(clean, lines))
    return Counter(token for token in tokens if token not in stopwords)
