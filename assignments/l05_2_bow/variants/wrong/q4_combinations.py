# expect: fails q4
# says: each n from|not spam
# why: any words of the text, neighbours or not
from itertools import combinations


def ngrams(tokens, n_min, n_max):
    if not 1 <= n_min <= n_max:
        raise ValueError("1 <= n_min <= n_max")
    return [" ".join(gram) for n in range(n_min, n_max + 1) for gram in combinations(tokens, n)]
