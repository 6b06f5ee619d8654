# expect: fails q3.test_zero_vectors_give_zero
# says: finite
# why: zero vectors give NaN

def cosine(u, v):
    lengths = np.linalg.norm(u) * np.linalg.norm(v)
    return float(np.dot(u, v) / lengths)


def most_similar(word, k):
    if k < 1:
        raise ValueError("k should be at least 1.")
    target = vectors[index[word]]
    scores = vectors @ target / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(target))
    order = [i for i in np.argsort(-scores) if i != index[word]]
    return [(words[i], float(scores[i])) for i in order[:k]]
