# why: what k below 1 means is left open

def cosine(u, v):
    lengths = np.linalg.norm(u) * np.linalg.norm(v)
    return float(np.dot(u, v) / lengths) if lengths > 0 else 0.0


def most_similar(word, k):
    target = vectors[index[word]]
    scores = vectors @ target / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(target))
    order = [i for i in np.argsort(-scores) if i != index[word]]
    return [(words[i], float(scores[i])) for i in order[:k]]
