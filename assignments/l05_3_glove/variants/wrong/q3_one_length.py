# expect: fails q3.test_cosine_of_directions
# says: off|lengths|at most|at least
# why: divided by one length squared

def cosine(u, v):
    lengths = np.linalg.norm(u) ** 2
    return float(np.dot(u, v) / lengths) if lengths > 0 else 0.0


def most_similar(word, k):
    if k < 1:
        raise ValueError("k should be at least 1.")
    target = vectors[index[word]]
    scores = vectors @ target / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(target))
    order = [i for i in np.argsort(-scores) if i != index[word]]
    return [(words[i], float(scores[i])) for i in order[:k]]
