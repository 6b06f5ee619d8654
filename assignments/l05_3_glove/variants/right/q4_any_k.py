# why: what k below 1 means is left open

def analogy(a, b, c, k=1):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    scores = unit @ (unit[index[b]] - unit[index[a]] + unit[index[c]])
    scores[[index[a], index[b], index[c]]] = -np.inf
    return [words[i] for i in np.argsort(-scores)[:k]]
