# why: one cosine after the other, words only

def cosine(u, v):
    nu, nv = np.sqrt(np.sum(u * u)), np.sqrt(np.sum(v * v))
    if nu == 0 or nv == 0:
        return 0.0
    return np.dot(u, v) / (nu * nv)


def most_similar(word, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    target = vectors[words.index(word)]
    scored = sorted(((cosine(target, vectors[i]), w) for i, w in enumerate(words) if w != word), reverse=True)
    return [w for _, w in scored[:k]]
