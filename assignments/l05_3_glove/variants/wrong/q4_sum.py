# expect: fails q4
# says: from a to b
# why: all three are added

def analogy(a, b, c, k=1):
    if k < 1:
        raise ValueError("k should be at least 1.")
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    scores = unit @ (unit[index[b]] + unit[index[a]] + unit[index[c]])
    scores[[index[a], index[b], index[c]]] = -np.inf
    return [words[i] for i in np.argsort(-scores)[:k]]
