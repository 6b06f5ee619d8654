# expect: fails q8
# says: entries|sum
# why: the window is one too small

def cooccurrence(token_lists, window):
    known = sorted({word for tokens in token_lists for word in tokens})
    row = {word: i for i, word in enumerate(known)}
    i, j, values = [], [], []
    for tokens in token_lists:
        ids = [row[word] for word in tokens]
        for d in range(1, window):
            left, right = ids[:-d], ids[d:]
            i += left + right
            j += right + left
            values += [1 / d] * (2 * len(left))
    return sparse.coo_matrix((values, (i, j)), shape=(len(known), len(known))).tocsr()


def glove_weight(x, x_max=100, alpha=0.75):
    return np.minimum(1, np.asarray(x) / x_max) ** alpha
