# why: scikit-learn and argpartition

from sklearn.metrics.pairwise import cosine_similarity


def cosine(u, v):
    return float(cosine_similarity(np.reshape(u, (1, -1)), np.reshape(v, (1, -1)))[0, 0])


def most_similar(word, k):
    if not k >= 1:
        raise ValueError("k")
    s = cosine_similarity(vectors[[index[word]]], vectors)[0]
    s[index[word]] = -2
    top = np.argpartition(-s, min(k, len(s) - 1))[:k]
    top = top[np.argsort(s[top])[::-1]]
    return tuple((words[i], s[i]) for i in top)
