# expect: fails q3.test_nearest_words_by_the_cosine
# says: asked with
# why: the word itself is its nearest neighbour

def cosine(u, v):
    lengths = np.linalg.norm(u) * np.linalg.norm(v)
    return float(np.dot(u, v) / lengths) if lengths > 0 else 0.0


def most_similar(word, k):
    if k < 1:
        raise ValueError("k should be at least 1.")
    target = vectors[index[word]]
    scores = vectors @ target / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(target))
    order = [i for i in np.argsort(-scores)]
    return [(words[i], float(scores[i])) for i in order[:k]]
