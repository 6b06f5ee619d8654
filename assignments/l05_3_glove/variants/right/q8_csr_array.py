# why: a sparse array, words by frequency

def cooccurrence(token_lists, window):
    counts = {}
    for tokens in token_lists:
        for w in tokens:
            counts[w] = counts.get(w, 0) + 1
    order = sorted(counts, key=lambda w: (-counts[w], w))
    ids = {w: i for i, w in enumerate(order)}
    r, c, v = [], [], []
    for tokens in token_lists:
        for i, first in enumerate(tokens):
            for d, second in enumerate(tokens[i + 1 : i + 1 + window], 1):
                r.extend([ids[first], ids[second]])
                c.extend([ids[second], ids[first]])
                v.extend([1 / d, 1 / d])
    return sparse.coo_array((v, (r, c)), shape=(len(order), len(order)))


def glove_weight(x, x_max=100, alpha=0.75):
    return np.minimum((np.asarray(x, float) / x_max) ** alpha, 1)
