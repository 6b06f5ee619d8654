# why: a dict of words to vectors, heapq, numpy scalars

import heapq


def cosine(u, v):
    n = np.sqrt((u @ u) * (v @ v))
    return (u @ v) / n if n else np.float32(0)


def most_similar(word, k):
    if k < 1:
        raise ValueError("at least one neighbour, please")
    table = dict(zip(words, vectors))
    mine = table.pop(word)
    return heapq.nlargest(k, ((w, cosine(mine, v)) for w, v in table.items()), key=lambda pair: pair[1])
