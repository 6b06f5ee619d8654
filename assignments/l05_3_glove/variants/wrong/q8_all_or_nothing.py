# expect: fails q8
# says: power|off
# why: 0 below x_max, 1 above

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
    return sparse.coo_matrix((values, (i, j)), shape=(len(known), len(known))).tocsr()


def glove_weight(x, x_max=100, alpha=0.75):
    return (np.asarray(x) >= x_max) * 1.0
