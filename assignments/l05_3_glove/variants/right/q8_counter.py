# why: a Counter of pairs, dok

from collections import Counter


def cooccurrence(token_lists, window):
    vocab = sorted(set(w for t in token_lists for w in t))
    ids = dict(zip(vocab, range(len(vocab))))
    pairs = Counter()
    for t in token_lists:
        for i in range(len(t)):
            for d in range(1, min(window, len(t) - 1 - i) + 1):
                pairs[ids[t[i]], ids[t[i + d]]] += 1 / d
    X = sparse.dok_matrix((len(vocab), len(vocab)), dtype=np.float64)
    for key, value in pairs.items():
        X[key] = value
    return (X.tocsr() + X.T.tocsr())


def glove_weight(x, x_max=100, alpha=0.75):
    if np.ndim(x) == 0:
        return 1.0 if x >= x_max else (x / x_max) ** alpha
    return np.clip(np.asarray(x) / x_max, 0, 1) ** alpha
