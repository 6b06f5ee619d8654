# why: f for single numbers, by an if; both halves of each pair at once

def cooccurrence(token_lists, window):
    known = sorted(set().union(*token_lists))
    n = {w: i for i, w in enumerate(known)}
    rows, cols, data = [], [], []
    for doc in token_lists:
        for i in range(len(doc)):
            for j in range(i):
                if i - j <= window:
                    rows += [n[doc[i]], n[doc[j]]]
                    cols += [n[doc[j]], n[doc[i]]]
                    data += [1 / (i - j)] * 2
    return sparse.csr_matrix((data, (rows, cols)), shape=(len(known), len(known)))


def glove_weight(x, x_max=100, alpha=0.75):
    if x < x_max:
        return (x / x_max) ** alpha
    return 1
