# expect: fails q8.test_windows_end_with_their_document
# says: too little
# why: what comes again does not add up

def cooccurrence(token_lists, window):
    known = sorted({word for tokens in token_lists for word in tokens})
    row = {word: i for i, word in enumerate(known)}
    i, j, values = [], [], []
    for tokens in token_lists:
        ids = [row[word] for word in tokens]
        for d in range(1, window + 1):
            left, right = ids[:-d], ids[d:]
            i += left + right
            j += right + left
            values += [1 / d] * (2 * len(left))
    X = sparse.lil_matrix((len(known), len(known)))
    for r, c, v in zip(i, j, values):
        X[r, c] = v
    return X.tocsr()


def glove_weight(x, x_max=100, alpha=0.75):
    return np.minimum(1, np.asarray(x) / x_max) ** alpha
