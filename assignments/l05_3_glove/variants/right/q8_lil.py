# why: entry by entry into a lil matrix, words in the order of appearance

def cooccurrence(token_lists, window):
    ids = {}
    for tokens in token_lists:
        for w in tokens:
            ids.setdefault(w, len(ids))
    X = sparse.lil_matrix((len(ids), len(ids)))
    for tokens in token_lists:
        for i, w in enumerate(tokens):
            for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
                if j != i:
                    X[ids[w], ids[tokens[j]]] += 1 / abs(i - j)
    return X


def glove_weight(x, x_max=100, alpha=0.75):
    return np.where(np.asarray(x) < x_max, (np.asarray(x, dtype=float) / x_max) ** alpha, 1.0)
